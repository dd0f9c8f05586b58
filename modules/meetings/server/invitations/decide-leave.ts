import { dayOf } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { prepareErrors } from '../../errors/prepare.ts';
import { meetingsErrors } from '../../errors.ts';
import { findRulesOn } from '../bodies/bodies.repo.ts';
import { touchSession } from '../journal/write-journal.ts';
import { findParticipant, findParticipants } from '../participants/participants.repo.ts';
import { lockUnended } from '../sessions/move-session.ts';
import { requireDuty } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { setLeave } from './invitations.repo.ts';

/**
 * The chair lets a substitute attend or not; the secretary writes it down. One who may attend votes only where the body's
 * rules say so and the absent person votes (NĐ 191/2026 Đ21: no vote).
 * @throws meetings.session_not_found, meetings.duty_missing, meetings.session_state, meetings.participant_not_found,
 *   meetings.substitute_none
 */
export async function decideLeave(
  ctx: Context,
  sessionId: string,
  id: string,
  leave: 'given' | 'refused',
): Promise<void> {
  await requireDuty(ctx, sessionId, 'chair', 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = await lockUnended(tx, sessionId);
    const before = await findParticipant(trx, sessionId, id);
    if (!before) throw meetingsErrors.fail('meetings.participant_not_found');
    if (before.kind !== 'substitute') throw prepareErrors.fail('meetings.substitute_none');
    const absent = (await findParticipants(trx, sessionId)).find((one) => one.id === before.substituteForId);
    const rules = session.rules ?? (await findRulesOn(trx, session.bodyId, dayOf(session.startsAt)))?.rules;
    const votes = leave === 'given' && rules?.substitutes.vote === true && absent?.votes === true;
    await setLeave(trx, id, leave, votes);
    if (before.personId !== null) {
      tx.notify({
        to: [before.personId],
        kind: 'meetings.leave',
        subject: { type: 'meetings.session', id: sessionId },
        text: leave === 'given' ? 'meetings:notice.leaveGiven' : 'meetings:notice.leaveRefused',
        values: { session: session.title },
        link: `/meetings/${sessionId}`,
      });
    }
    await touchSession(tx, sessionId);
    tx.audit({
      action: 'meetings.participant.decide_leave',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session.agencyId,
      before: { participantId: id, leave: before.leave, votes: before.votes },
      after: { participantId: id, leave, votes },
    });
  });
}
