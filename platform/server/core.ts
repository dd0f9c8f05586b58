import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { platformErrors } from '../errors.ts';
import { platformMigrations } from './database/migrations/index.ts';
import type { PlatformTables } from './database/tables.ts';
import { EVENT_LIFE } from './events/events.ts';
import { defineJob } from './jobs/jobs.ts';
import type { ServerModule } from './module.ts';

const forgetEvents = defineJob({
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

/** What the platform itself brings in the shape of a module. It stands first in every composition. */
export const core: ServerModule = {
  name: 'platform',
  errors: platformErrors.specs,
  permissions: [],
  migrations: platformMigrations,
  jobs: [forgetEvents],
};
