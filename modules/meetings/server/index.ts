import type { ServerModule } from '#platform/server/module.ts';
import { meetingsErrors } from '../errors.ts';
import { mayHear } from './may-hear.ts';
import { meetingsMigrations } from './migrations/index.ts';
import { meetingsPermissions } from './permissions.ts';

export const meetings: ServerModule = {
  name: 'meetings',
  errors: meetingsErrors.specs,
  permissions: meetingsPermissions,
  migrations: meetingsMigrations,
  mayHear,
};
