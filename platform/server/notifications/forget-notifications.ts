import type { Kysely } from 'kysely';
import { z } from 'zod';
import { defineJob } from '../jobs/jobs.ts';
import { forgetBefore } from './notifications.repo.ts';
import type { NotificationTables } from './tables.ts';

/** So long a notification is kept, read or not; the record that it tells of stays. */
const KEEP_MS = 180 * 24 * 3_600_000;

export const forgetNotificationsJob = defineJob({
  name: 'platform.forget_notifications',
  input: z.object({}),
  cron: '20 19 * * *',
  async run({ platform }) {
    const db = platform.db as Kysely<NotificationTables>;
    const before = new Date(platform.now().getTime() - KEEP_MS);
    await db.transaction().execute((trx) => forgetBefore(trx, before));
  },
});
