import type { Kysely } from 'kysely';
import { z } from 'zod';
import { defineJob } from '../jobs/jobs.ts';
import { deleteOldSessions } from './sessions.repo.ts';
import type { AuthTables } from './tables.ts';
import { deleteOldTokens } from './tokens.repo.ts';
import { deleteOldTries } from './tries/tries.repo.ts';
import { WINDOW_MS } from './tries/tries.ts';

/** Forgets what has run out: sessions, tokens, counts of tries. */
export const tidySignInJob = defineJob({
  name: 'platform.tidy_sign_in',
  input: z.object({}),
  cron: '7 * * * *',
  async run({ platform }) {
    const db = platform.db as Kysely<AuthTables>;
    const now = platform.now();
    await deleteOldSessions(db, now);
    await deleteOldTokens(db, now);
    await deleteOldTries(db, new Date(now.getTime() - WINDOW_MS));
  },
});
