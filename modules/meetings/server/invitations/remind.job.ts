import type { Kysely } from 'kysely';
import { z } from 'zod';
import { requirePermission } from '#platform/server/auth/actor.ts';
import { transact } from '#platform/server/database/transact.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import type { MeetingsTables } from '../tables.ts';
import { findToRemind } from './invitations.repo.ts';
import { remindPending } from './remind.ts';

const HOUR_MS = 3_600_000;
/** Before a session, those who have not answered are reminded once a day. */
const AHEAD_HOURS = 72;
const APART_HOURS = 20;

/** In the morning of every day: whoever has not answered the invitation to a session of the next three days is reminded. */
export const remindJob = defineJob({
  name: 'meetings.remind',
  input: z.object({}),
  cron: '30 7 * * *',
  async run(ctx) {
    requirePermission(ctx, 'meetings.session.write');
    const now = ctx.platform.now();
    const later = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);
    const db = ctx.platform.db as Kysely<MeetingsTables>;
    for (const id of await findToRemind(db, now, later(AHEAD_HOURS), later(-APART_HOURS))) {
      await transact(ctx, async (tx) => {
        await remindPending(ctx, tx, id);
      });
    }
  },
});
