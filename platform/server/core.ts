import { notificationTopic } from '../contracts/notifications.ts';
import { OPERATIONS_TOPIC } from '../contracts/operations.ts';
import { platformErrors } from '../errors.ts';
import { verifyAuditJob } from './audit/verify.job.ts';
import { witnessAuditJob } from './audit/witness-job.ts';
import { may } from './auth/actor.ts';
import { tidySignInJob } from './auth/tidy.ts';
import { backupJob } from './backup/backup.job.ts';
import { watchBackupsJob } from './backup/watch-backups.job.ts';
import { platformMigrations } from './database/migrations/index.ts';
import { forgetEventsJob } from './events/forget-events.ts';
import { sendMail } from './mail/send-mail.ts';
import { watchMailsJob } from './mail/watch-mails.job.ts';
import type { ServerModule } from './module.ts';
import { forgetNotificationsJob } from './notifications/forget-notifications.ts';
import { platformPermissions } from './operations/permissions.ts';
import { operationsRoutes } from './operations/routes.ts';
import { ownRoutes } from './own-routes.ts';

/** What the platform itself brings in the shape of a module. It stands first in every composition. */
export const core: ServerModule = {
  name: 'platform',
  errors: platformErrors.specs,
  permissions: platformPermissions,
  migrations: platformMigrations,
  routes(app) {
    ownRoutes(app);
    operationsRoutes(app);
  },
  jobs: [
    forgetEventsJob,
    witnessAuditJob,
    sendMail,
    tidySignInJob,
    forgetNotificationsJob,
    backupJob,
    watchBackupsJob,
    watchMailsJob,
    verifyAuditJob,
  ],
  async mayHear({ actor }, topic) {
    if (topic === OPERATIONS_TOPIC) return may(actor, 'platform.operations.read', null);
    return actor.kind === 'person' && topic === notificationTopic(actor.personId);
  },
};
