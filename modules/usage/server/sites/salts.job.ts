import type { Kysely } from 'kysely';
import { z } from 'zod';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { addDays, dayIn } from '../days.ts';
import type { UsageTables } from '../tables.ts';
import { SALT_DAYS } from './registry.ts';
import { destroySalts } from './salts.repo.ts';

/** Destroys salts five days after their day. New ones are made by the registries of the collectors, a day ahead. */
export const destroySaltsJob = defineJob({
  name: 'usage.destroy_salts',
  input: z.object({}),
  cron: '7 * * * *',
  async run({ platform }) {
    await destroySalts(platform.db as Kysely<UsageTables>, addDays(dayIn(platform.now(), 'UTC'), -SALT_DAYS));
  },
});
