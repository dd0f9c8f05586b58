import type { Kysely } from 'kysely';
import { z } from 'zod';
import { AppError } from '#platform/errors.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { forgetCache } from '../cache.ts';
import { withMeaning } from '../constraints.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { applyMoves } from './apply-moves.ts';
import { findDue, setState } from './reorganisations.repo.ts';
import { takeReorganisation, tell } from './steps.ts';

/** Applies what is scheduled for today or for a day on which the node did not run; the oldest first. */
export const applyDueJob = defineJob({
  name: 'directory.apply_due_reorganisations',
  input: z.object({}),
  // Midnight first of all; the other quarters catch up after an outage.
  cron: '*/15 * * * *',
  run: (ctx) => applyDue(ctx),
});

export async function applyDue(ctx: Context): Promise<void> {
  requirePermission(ctx, 'directory.reorganisation.write');
  const due = await findDue(ctx.platform.db as Kysely<DirectoryTables>, dayOf(ctx.platform.now()));
  for (const id of due) {
    try {
      await withMeaning(
        transact(ctx, async (tx) => {
          const { record, moves } = await takeReorganisation(ctx, tx, id, ['scheduled']);
          await applyMoves(ctx, tx, record, moves);
        }),
      );
    } catch (error) {
      // What an official can mend goes back to the official; anything else is tried again.
      if (!(error instanceof AppError) || error.code === 'directory.reorganisation_state') throw error;
      await giveBack(ctx, id, `${error.code}: ${error.message}`);
    }
  }
  if (due.length > 0) forgetCache(ctx.platform);
}

/** Back to draft, with the reason. */
async function giveBack(ctx: Context, id: string, failure: string): Promise<void> {
  requirePermission(ctx, 'directory.reorganisation.write');
  ctx.platform.log.warn({ reorganisation: id, failure }, 'a scheduled reorganisation could not be applied');
  await transact(ctx, async (tx) => {
    await takeReorganisation(ctx, tx, id, ['scheduled']);
    await setState(tx.as<DirectoryTables>(), id, 'draft', { failure });
    tell(tx, 'give_back', id, { state: 'scheduled' }, { state: 'draft', failure });
  });
}
