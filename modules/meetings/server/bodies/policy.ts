import { type Actor, may, scopeOf } from '#platform/server/auth/actor.ts';
import type { BodyFilter } from './bodies.repo.ts';

/** As much of a body as decides who may do what with it. */
export interface GuardedBody {
  agencyId: string;
  /** Does the actor sit in it, today or once? */
  sits: boolean;
}

/** Who keeps the bodies of its agency reads them, and whoever sits in one. {@link scopeReadBodies} is the twin for lists. */
export function canReadBody(actor: Actor, { agencyId, sits }: GuardedBody): boolean {
  return sits || may(actor, 'meetings.body.read', agencyId);
}

export function scopeReadBodies(actor: Actor): Pick<BodyFilter, 'scope' | 'personId'> {
  return {
    scope: scopeOf(actor, 'meetings.body.read'),
    personId: actor.kind === 'person' ? actor.personId : null,
  };
}
