import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Reorganisation } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayBefore } from '../time/day.ts';
import { canReadReorganisation, canReorganise } from './policy.ts';
import { findMoves, findRefs, findReorganisation } from './reorganisations.repo.ts';
import { agenciesOf, movesOf } from './world.ts';

/** One reorganisation with its moves. @throws directory.reorganisation_not_found */
export async function getReorganisation(ctx: Context, id: string): Promise<Reorganisation> {
  requirePermission(ctx, 'directory.agency.read');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const record = await findReorganisation(db, id);
  if (!record || !canReadReorganisation(ctx.actor, record.state)) {
    throw directoryErrors.fail('directory.reorganisation_not_found');
  }
  const moves = await findMoves(db, id);
  const refs = await findRefs(db, [...agenciesOf(moves)], dayBefore(record.effectiveOn));
  // A founded agency has its name in its move: before applying it has no other, and after a revert none again.
  const founded = movesOf(moves, 'found').map(({ toId, unit }) => ({
    id: toId,
    name: unit.name,
    shortName: unit.shortName,
  }));
  const mine = canReorganise(ctx.actor, moves);
  const { state } = record;
  return {
    ...record,
    appliedAt: record.appliedAt?.toISOString() ?? null,
    moveCount: moves.length,
    guessedCount: moves.filter((move) => 'guess' in move && move.guess !== null).length,
    moves,
    agencies: [...refs.values(), ...founded.filter((ref) => !refs.has(ref.id))],
    can: {
      change: mine && (state === 'draft' || state === 'ready'),
      preview: mine && (state === 'draft' || state === 'ready'),
      apply: mine && state === 'ready',
      withdraw: mine && state === 'scheduled',
      revert: mine && state === 'applied',
      decide: mine && state === 'applied',
    },
  };
}
