import type { Kysely } from 'kysely';
import { z } from 'zod';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { addDays, dayIn } from '../days.ts';
import type { UsageTables } from '../tables.ts';
import { ZONE } from './record-set-aside.ts';
import { forgetSetAside } from './set-aside.repo.ts';

const KEPT_DAYS = 90;

export const forgetSetAsideJob = defineJob({
  name: 'usage.forget_set_aside',
  input: z.object({}),
  cron: '23 3 * * *',
  async run({ platform }) {
    await forgetSetAside(platform.db as Kysely<UsageTables>, addDays(dayIn(platform.now(), ZONE), -KEPT_DAYS));
  },
});
