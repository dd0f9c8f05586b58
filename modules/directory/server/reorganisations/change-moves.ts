import { platformErrors } from '#platform/errors.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type Move, WriteMoves } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayBefore } from '../time/day.ts';
import { requireReorganise } from './policy.ts';
import { findRefs, replaceMoves, setState } from './reorganisations.repo.ts';
import { takeReorganisation, tell } from './steps.ts';
import { agenciesOf, movesOf } from './world.ts';

/**
 * Sets the moves of a draft, all at once. They may be unfinished; the preview says what is missing.
 * @throws directory.reorganisation_not_found, directory.reorganisation_state, directory.agency_not_found,
 *   platform.conflict, platform.input_invalid
 */
export async function changeMoves(ctx: Context, id: string, given: WriteMoves): Promise<void> {
  requirePermission(ctx, 'directory.reorganisation.write');
  const { version, moves } = WriteMoves.parse(given);
  requireReorganise(ctx, moves);
  requireOwnIds(moves);
  await transact(ctx, async (tx) => {
    const trx = tx.as<DirectoryTables>();
    const { record, moves: before } = await takeReorganisation(ctx, tx, id, ['draft', 'ready'], version);
    const named = agenciesOf(moves);
    for (const { toId } of movesOf(moves, 'found')) named.delete(toId);
    const known = await findRefs(trx, [...named], dayBefore(record.effectiveOn));
    const unknown = [...named].filter((agencyId) => !known.has(agencyId));
    if (unknown.length > 0) {
      throw directoryErrors.fail('directory.agency_not_found', { detail: `No agency is ${unknown.join(', ')}.` });
    }
    await replaceMoves(trx, id, moves);
    await setState(trx, id, 'draft');
    const changed = changedMoves(before, moves);
    tell(
      tx,
      'change_moves',
      id,
      { state: record.state, version: record.version, moves: changed.before },
      {
        state: 'draft',
        version: record.version + 1,
        moves: changed.after,
      },
    );
  });
}

function requireOwnIds(moves: readonly Move[]): void {
  const seen = new Set<string>();
  for (const [index, { id }] of moves.entries()) {
    if (seen.has(id)) {
      const message = 'Each move has an identifier of its own.';
      throw platformErrors.fail('platform.input_invalid', {
        fields: [{ path: `body.moves.${index}.id`, code: 'directory.duplicate', message }],
      });
    }
    seen.add(id);
  }
}

/** Only the moves that differ: an audit row of 5,000 moves for one that changed would hide it. */
function changedMoves(before: readonly Move[], after: readonly Move[]) {
  const texts = (moves: readonly Move[]) => new Map(moves.map((move) => [move.id, JSON.stringify(move)]));
  const [old, now] = [texts(before), texts(after)];
  return {
    before: before.filter((move) => now.get(move.id) !== old.get(move.id)),
    after: after.filter((move) => now.get(move.id) !== old.get(move.id)),
  };
}
