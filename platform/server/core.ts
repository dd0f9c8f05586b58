import { notificationTopic } from '../contracts/notifications.ts';
import { platformErrors } from '../errors.ts';
import { witnessAuditJob } from './audit/witness-job.ts';
import { tidySignInJob } from './auth/tidy.ts';
import { backupJob } from './backup/backup.job.ts';
import { platformMigrations } from './database/migrations/index.ts';
import { forgetEventsJob } from './events/forget-events.ts';
import { sendMail } from './mail/send-mail.ts';
import type { ServerModule } from './module.ts';
import { forgetNotificationsJob } from './notifications/forget-notifications.ts';
import { ownRoutes } from './own-routes.ts';

/** What the platform itself brings in the shape of a module. It stands first in every composition. */
export const core: ServerModule = {
  name: 'platform',
  errors: platformErrors.specs,
  permissions: [],
  migrations: platformMigrations,
  routes: ownRoutes,
  jobs: [forgetEventsJob, witnessAuditJob, sendMail, tidySignInJob, forgetNotificationsJob, backupJob],
  mayHear: async ({ actor }, topic) => actor.kind === 'person' && topic === notificationTopic(actor.personId),
};
