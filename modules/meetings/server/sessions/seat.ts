import type { Kysely } from 'kysely';
import { platformErrors } from '#platform/errors.ts';
import { type Actor, may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Duty } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import type { MeetingsTables } from '../tables.ts';
import { findParticipantOf, findSession, type ParticipantRecord, type SessionRecord } from './sessions.repo.ts';

/** An actor's place in a session: what it is, and as whom they take part in it; null for who only looks on or prepares. */
export interface Seat {
  session: SessionRecord;
  participant: ParticipantRecord | null;
}

/** May the actor see the session at all? Participants once they are invited, and who reads sessions of its agency. */
export function canSeeSession(actor: Actor, seat: Seat): boolean {
  const { session, participant } = seat;
  if (may(actor, 'meetings.session.read', session.agencyId)) return true;
  // Chair and secretary make the draft ready.
  return participant !== null && (session.state !== 'draft' || hasDuty(seat, 'chair', 'secretary'));
}

/** May the actor prepare it: programme, participants, places, invitations? Its secretary, and the body's agency. */
export function canPrepare(actor: Actor, seat: Seat): boolean {
  const { session } = seat;
  if (session.state === 'closed' || session.state === 'cancelled') return false;
  return may(actor, 'meetings.session.write', session.agencyId) || hasDuty(seat, 'chair', 'secretary');
}

/** May the actor see internal items and notes? */
export function canSeeInternal(actor: Actor, seat: Seat): boolean {
  return canPrepare(actor, seat) || hasDuty(seat, 'chair', 'secretary', 'auditor');
}

/** Duties come from the session alone: no role of the node stands in for them, the administrator's neither. */
export function hasDuty({ participant }: Seat, ...duties: Duty[]): boolean {
  return participant !== null && duties.some((duty) => participant.duties.includes(duty));
}

/** Where the caller stands in a session. @throws meetings.session_not_found, also when it is hidden from the caller */
export async function requireSeat(ctx: Context, sessionId: string): Promise<Seat> {
  const { actor, platform } = ctx;
  if (actor.kind === 'anonymous') throw platformErrors.fail('platform.not_signed_in');
  const db = platform.db as Kysely<MeetingsTables>;
  const [session, participant] = await Promise.all([
    findSession(db, sessionId),
    actor.kind === 'person' ? findParticipantOf(db, sessionId, actor.personId) : undefined,
  ]);
  const seat = session && { session, participant: participant ?? null };
  if (!seat || !canSeeSession(actor, seat)) throw meetingsErrors.fail('meetings.session_not_found');
  return seat;
}

/**
 * First line of every verb of a running session.
 * @throws meetings.session_not_found, meetings.duty_missing
 */
export async function requireDuty(
  ctx: Context,
  sessionId: string,
  ...duties: Duty[]
): Promise<Seat & { participant: ParticipantRecord }> {
  const seat = await requireSeat(ctx, sessionId);
  const { participant } = seat;
  if (participant === null || !hasDuty(seat, ...duties)) {
    throw meetingsErrors.fail('meetings.duty_missing', { detail: `Only ${duties.join(', ')} may do this here.` });
  }
  return { ...seat, participant };
}

/**
 * First line of every verb that prepares: programme, people, places, documents.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state when it is over
 */
export async function requirePreparer(ctx: Context, sessionId: string): Promise<Seat> {
  const seat = await requireSeat(ctx, sessionId);
  const { state, agencyId } = seat.session;
  if (!may(ctx.actor, 'meetings.session.write', agencyId) && !hasDuty(seat, 'chair', 'secretary')) {
    throw platformErrors.fail('platform.forbidden', { detail: 'Only who prepares this session may do this.' });
  }
  if (state === 'closed' || state === 'cancelled') throw meetingsErrors.fail('meetings.session_state');
  return seat;
}
