import type { Kysely } from 'kysely';
import { z } from 'zod';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import type { UsageTables } from '../tables.ts';
import { silentSince } from './activity.repo.ts';
import { markSite } from './mark-site.ts';

/** A site that received hits and has had none for so long is interrupted. The regulator asks for no gaps (5901/BTTTT-CĐSQG). */
export const SILENCE_MS = 24 * 3_600_000;

export const markInterruptionsJob = defineJob({
  name: 'usage.mark_interruptions',
  input: z.object({}),
  cron: '*/10 * * * *',
  async run(ctx) {
    const { platform } = ctx;
    const before = new Date(platform.now().getTime() - SILENCE_MS);
    for (const code of await silentSince(platform.db as Kysely<UsageTables>, before)) {
      await markSite(ctx, code, 'interrupted');
    }
  },
});
