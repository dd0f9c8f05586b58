import { platformErrors } from '#platform/errors.ts';
import { type Actor, may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Move, ReorganisationState } from '../../contract.ts';
import { movesOf } from './world.ts';

const WRITE = 'directory.reorganisation.write';

/** What is only planned is read by those who plan; what has become true, by all who read agencies. */
export function canReadReorganisation(actor: Actor, state: ReorganisationState): boolean {
  return publicStates.includes(state) || may(actor, WRITE);
}

export const publicStates: readonly ReorganisationState[] = ['applied', 'reverted'];

/** Whoever reorganises holds the right over every agency that is touched; over all of the node to found a root. */
export function canReorganise(actor: Actor, moves: readonly Move[]): boolean {
  if (!may(actor, WRITE)) return false;
  const founded = new Set(movesOf(moves, 'found').map((move) => move.toId));
  return touchedBy(moves).every((id) => (id !== null && founded.has(id)) || may(actor, WRITE, id));
}

/** Agencies touched; null for a root to be founded. */
function touchedBy(moves: readonly Move[]): (string | null)[] {
  return moves.flatMap((move): (string | null)[] => {
    if (move.kind === 'found') return [move.parentId];
    const to = 'toId' in move && move.toId !== null ? [move.toId] : [];
    return [move.fromId, ...to];
  });
}

/** @throws platform.not_signed_in, platform.forbidden */
export function requireReorganise(ctx: Context, moves: readonly Move[]): void {
  if (ctx.actor.kind === 'anonymous') throw platformErrors.fail('platform.not_signed_in');
  if (canReorganise(ctx.actor, moves)) return;
  throw platformErrors.fail('platform.forbidden', {
    detail: `The permission ${WRITE} is missing for an agency that the moves touch.`,
  });
}
