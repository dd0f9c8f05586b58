import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { PlatformTables } from '../database/tables.ts';
import { defineJob } from '../jobs/jobs.ts';
import { EVENT_LIFE } from './events.ts';

/** Removes events that no screen can resume after any more. */
export const forgetEventsJob = defineJob({
  name: 'platform.forget_events',
  input: z.object({}),
  cron: '*/10 * * * *',
  async run(ctx) {
    await (ctx.platform.db as Kysely<PlatformTables>)
      .deleteFrom('platform.event')
      .where('at', '<', sql<Date>`now() - ${sql.lit(EVENT_LIFE)}::interval`)
      // The newest stays, so that who comes back after a long silence is told that something was forgotten.
      .where('id', '<', (eb) => eb.selectFrom('platform.event').select(sql<number>`max(id)`.as('id')))
      .execute();
  },
});
