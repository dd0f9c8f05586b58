import type { Actor } from '#platform/server/auth/actor.ts';
import type { DocumentVisibility } from '../../contract.ts';
import { canSeeInternal, type Seat } from '../sessions/seat.ts';

/** May the actor, who sees the session, open a document of this visibility? */
export function canOpenDocument(actor: Actor, seat: Seat, visibility: DocumentVisibility): boolean {
  if (visibility === 'all' || canSeeInternal(actor, seat)) return true;
  const kind = seat.participant?.kind;
  return visibility === 'members' && (kind === 'member' || kind === 'substitute');
}
