import { v7 as uuidv7 } from 'uuid';
import { dayOf, findPersonBriefs } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { AnswerInvitation } from '../../contract.ts';
import { prepareErrors } from '../../errors/prepare.ts';
import { meetingsErrors } from '../../errors.ts';
import { findRulesOn } from '../bodies/bodies.repo.ts';
import { withMeaning } from '../constraints.ts';
import { touchSession } from '../journal/write-journal.ts';
import {
  deleteParticipants,
  findParticipants,
  insertParticipants,
  type ParticipantRow,
} from '../participants/participants.repo.ts';
import { lockUnended } from '../sessions/move-session.ts';
import { canPrepare, requireSeat } from '../sessions/seat.ts';
import { type SessionRecord, takeNumbers } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { setAnswer } from './invitations.repo.ts';

/**
 * Says whether somebody comes, or who comes instead: oneself, or who prepares the session for another. A substitute waits
 * for the chair's leave and votes only where the body's rules say so.
 * @throws meetings.session_not_found, meetings.not_yours, meetings.session_state, meetings.participant_not_found,
 *   meetings.substitute_refused, meetings.person_not_found, meetings.person_there, meetings.participant_in_use
 */
export async function answerInvitation(
  ctx: Context,
  sessionId: string,
  id: string,
  given: AnswerInvitation,
): Promise<void> {
  const seat = await requireSeat(ctx, sessionId);
  if (seat.participant?.id !== id && !canPrepare(ctx.actor, seat)) throw prepareErrors.fail('meetings.not_yours');
  const input = AnswerInvitation.parse(given);
  await withMeaning(
    transact(ctx, async (tx) => {
      const trx = tx.as<MeetingsTables>();
      const session = await lockUnended(tx, sessionId);
      if (session.state === 'draft') throw meetingsErrors.fail('meetings.session_state');
      const all = await findParticipants(trx, sessionId);
      const before = all.find((one) => one.id === id);
      if (!before) throw meetingsErrors.fail('meetings.participant_not_found');
      // Another answer takes back who was to come instead.
      const replaced = all.filter(({ substituteForId }) => substituteForId === id).map((one) => one.id);
      await deleteParticipants(trx, replaced);
      const substitute = input.answer === 'substituted' ? await addSubstitute(ctx, tx, session, before, input) : null;
      await setAnswer(trx, id, { answer: input.answer, reason: input.reason, at: ctx.platform.now() });
      await touchSession(tx, sessionId);
      tx.audit({
        action: 'meetings.participant.answer',
        subject: { type: 'meetings.session', id: sessionId },
        unitId: session.agencyId,
        before: { participantId: id, answer: before.answer, replaced },
        after: { participantId: id, answer: input.answer, reason: input.reason, substitute },
      });
    }),
  );
}

async function addSubstitute(
  ctx: Context,
  tx: Tx,
  session: SessionRecord,
  absent: ParticipantRow,
  { substitute }: AnswerInvitation,
): Promise<string> {
  const trx = tx.as<MeetingsTables>();
  const rules = session.rules ?? (await findRulesOn(trx, session.bodyId, dayOf(session.startsAt)))?.rules;
  if (absent.kind === 'member' && rules?.substitutes.attend === false) {
    throw prepareErrors.fail('meetings.substitute_refused');
  }
  const personId = substitute?.personId ?? null;
  const person = personId === null ? undefined : (await findPersonBriefs(ctx.platform, [personId])).get(personId);
  if (personId !== null && !person) throw meetingsErrors.fail('meetings.person_not_found');
  const id = uuidv7();
  const row = {
    id,
    number: await takeNumbers(trx, session.id, 1),
    kind: 'substitute' as const,
    duties: [],
    personId,
    seatId: null,
    name: person?.name ?? substitute?.name ?? '',
    title: substitute?.title || (person?.position ?? ''),
    unitId: absent.unitId,
    unitName: absent.unitName,
    placeId: absent.placeId,
    // Nobody votes before the chair has let them attend.
    votes: false,
    answer: 'accepted' as const,
    answeredAt: ctx.platform.now(),
    substituteForId: absent.id,
    leave: 'asked' as const,
  };
  await insertParticipants(trx, session.id, [row]);
  return id;
}
