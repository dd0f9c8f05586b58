import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { forgetCache } from '../cache.ts';
import { withMeaning } from '../constraints.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { applyMoves } from './apply-moves.ts';
import { setState } from './reorganisations.repo.ts';
import { takeReorganisation, tell } from './steps.ts';

/**
 * Applies a ready reorganisation: at once where its day has come, else it waits for its day, and a job applies it.
 * @throws directory.reorganisation_not_found, directory.reorganisation_state, directory.reorganisation_blocked,
 *   platform.conflict when it was changed since the caller read it
 */
export async function applyReorganisation(ctx: Context, id: string, version: number): Promise<void> {
  requirePermission(ctx, 'directory.reorganisation.write');
  await withMeaning(
    transact(ctx, async (tx) => {
      const { record, moves } = await takeReorganisation(ctx, tx, id, ['ready'], version);
      if (record.effectiveOn <= dayOf(ctx.platform.now())) {
        await applyMoves(ctx, tx, record, moves);
        return;
      }
      await setState(tx.as<DirectoryTables>(), id, 'scheduled');
      tell(tx, 'schedule', id, { state: record.state }, { state: 'scheduled', effectiveOn: record.effectiveOn });
    }),
  );
  forgetCache(ctx.platform);
}

/**
 * Takes a scheduled reorganisation back before its day.
 * @throws directory.reorganisation_not_found, directory.reorganisation_state
 */
export async function withdrawReorganisation(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'directory.reorganisation.write');
  await transact(ctx, async (tx) => {
    await takeReorganisation(ctx, tx, id, ['scheduled']);
    await setState(tx.as<DirectoryTables>(), id, 'draft');
    tell(tx, 'withdraw', id, { state: 'scheduled' }, { state: 'draft' });
  });
}
