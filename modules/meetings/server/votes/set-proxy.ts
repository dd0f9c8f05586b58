import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { voteErrors } from '../../errors/votes.ts';
import { meetingsErrors } from '../../errors.ts';
import { touchSession } from '../journal/write-journal.ts';
import { findRoster } from '../presence/presence.repo.ts';
import { hasDuty, requireSeat } from '../sessions/seat.ts';
import { lockSession, type SessionRecord } from '../sessions/sessions.repo.ts';
import { writeProxy } from './proxies.repo.ts';
import { changeProxies, type ProxyProblem } from './proxies.ts';
import type { VoteTables } from './tables.ts';

const WHY: Record<ProxyProblem, string> = {
  person_unknown: 'Only a participant of this session can hold a vote.',
  other_session: 'Only a participant of this session can hold a vote.',
  proxy_of_oneself: 'Nobody gives the vote to oneself.',
  giver_holds_votes: 'Who holds votes of others cannot give the own one away.',
  holder_gave_away: 'Who gave the own vote away cannot hold others.',
};

/**
 * Gives a member's vote to another, or (null) takes it back; the member or the secretary does it, where the body's rules
 * know proxies. Votes that run keep what was frozen at their start.
 * @throws meetings.duty_missing, meetings.proxy_refused, meetings.session_state when it is over
 */
export async function setProxy(
  ctx: Context,
  sessionId: string,
  participantId: string,
  holderId: string | null,
): Promise<void> {
  const seat = await requireSeat(ctx, sessionId);
  const { participant } = seat;
  if (participant === null || (participant.id !== participantId && !hasDuty(seat, 'secretary'))) {
    throw meetingsErrors.fail('meetings.duty_missing');
  }
  await transact(ctx, async (tx) => {
    const trx = tx.as<VoteTables>();
    const session = (await lockSession(trx, sessionId)) as SessionRecord;
    if (session.state === 'closed' || session.state === 'cancelled')
      throw meetingsErrors.fail('meetings.session_state');
    if (session.rules?.proxies === false) {
      throw voteErrors.fail('meetings.proxy_refused', { detail: 'The rules of this body know no proxies.' });
    }
    const roster = await findRoster(trx, sessionId);
    const proxies = new Map(roster.flatMap(({ id, delegatedToId: to }) => (to === null ? [] : [[id, to] as const])));
    // Who does not vote cannot vote for another either.
    const known = new Map(roster.filter(({ votes }) => votes).map(({ id }) => [id, true] as const));
    const next = changeProxies(proxies, known, { who: participantId, to: holderId });
    if (typeof next === 'string') throw voteErrors.fail('meetings.proxy_refused', { detail: WHY[next] });
    await writeProxy(trx, participantId, holderId);
    await touchSession(tx, sessionId);
    tx.audit({
      action: 'meetings.proxy.set',
      subject: { type: 'meetings.participant', id: participantId },
      unitId: session.agencyId,
      before: { holderId: proxies.get(participantId) ?? null },
      after: { holderId },
    });
  });
}
