import type { Kysely } from 'kysely';
import { z } from 'zod';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import type { MediaTables } from '../tables.ts';
import { breakOff } from './record.ts';
import { findSilent } from './recordings.repo.ts';

/** A browser sends a piece every few seconds, and tries for a while when its line is bad. */
const SILENCE_MS = 30 * 60_000;
const AT_ONCE = 100;

/** Ends recordings whose browser was closed or lost. */
export const tidyRecordingsJob = defineJob({
  name: 'meetings.tidy_recordings',
  input: z.object({}),
  cron: '*/10 * * * *',
  async run(ctx) {
    const { db, now } = ctx.platform;
    const since = new Date(now().getTime() - SILENCE_MS);
    for (const { id, sessionId } of await findSilent(db as Kysely<MediaTables>, since, AT_ONCE)) {
      await breakOff(ctx, sessionId, id);
    }
  },
});
