import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import type { DirectoryTables } from '../tables.ts';
import { requireReorganise } from './policy.ts';
import { setState, settleMove } from './reorganisations.repo.ts';
import { takeReorganisation, tell } from './steps.ts';

/**
 * Decides where a unit of an applied reorganisation went, where that was only guessed: as guessed, or into another
 * agency of the same reorganisation. People who went along stay where they are: their posts are of today.
 * @throws directory.reorganisation_not_found, directory.reorganisation_state, directory.move_not_found,
 *   directory.agency_not_found
 */
export async function decideMove(ctx: Context, id: string, moveId: string, toId: string): Promise<void> {
  requirePermission(ctx, 'directory.reorganisation.write');
  await transact(ctx, async (tx) => {
    const { moves } = await takeReorganisation(ctx, tx, id, ['applied']);
    const move = moves.find((one) => one.id === moveId);
    if (!move || move.kind !== 'merge' || move.guess === null || move.toId === null) {
      throw directoryErrors.fail('directory.move_not_found');
    }
    const heirs = new Set(moves.flatMap((one) => (one.kind === 'found' || one.kind === 'merge' ? [one.toId] : [])));
    if (!heirs.has(toId)) {
      throw directoryErrors.fail('directory.agency_not_found', { detail: 'Choose an heir of this reorganisation.' });
    }
    requireReorganise(ctx, [{ ...move, toId }]);
    await settleMove(tx.as<DirectoryTables>(), id, { id: moveId, fromId: move.fromId, toId: move.toId }, toId);
    await setState(tx.as<DirectoryTables>(), id, 'applied');
    tell(tx, 'decide', id, { moveId, toId: move.toId, guess: move.guess }, { moveId, toId, guess: null });
    tx.emit({ topic: CHANGED });
  });
  forgetCache(ctx.platform);
}
