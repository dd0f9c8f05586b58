import { v7 as uuidv7 } from 'uuid';
import { findAgencyBriefs, findPersonBriefs } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { AddParticipant } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { withMeaning } from '../constraints.ts';
import { touchSession } from '../journal/write-journal.ts';
import { requirePlace } from '../places/places.repo.ts';
import { lockUnended } from '../sessions/move-session.ts';
import { requirePreparer } from '../sessions/seat.ts';
import { takeNumbers } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { requireMayGiveDuties } from './duties.ts';
import { insertParticipants, type NewParticipant } from './participants.repo.ts';

/**
 * Adds an invitee or staff, also while the session runs; answers the id. They never vote.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, meetings.person_not_found,
 *   meetings.person_there, meetings.unit_not_found, meetings.place_not_found, meetings.own_duty, meetings.duty_missing
 */
export async function addParticipant(ctx: Context, sessionId: string, given: AddParticipant): Promise<string> {
  const seat = await requirePreparer(ctx, sessionId);
  const input = AddParticipant.parse(given);
  requireMayGiveDuties(ctx, seat, input.personId, [], input.duties);
  const participant = await describe(ctx, input);
  await withMeaning(
    transact(ctx, async (tx) => {
      const trx = tx.as<MeetingsTables>();
      await lockUnended(tx, sessionId);
      if (input.placeId !== null) await requirePlace(trx, sessionId, input.placeId);
      const row: NewParticipant = { ...participant, number: await takeNumbers(trx, sessionId, 1) };
      await insertParticipants(trx, sessionId, [row]);
      await touchSession(tx, sessionId);
      tx.audit({
        action: 'meetings.participant.add',
        subject: { type: 'meetings.session', id: sessionId },
        unitId: seat.session.agencyId,
        before: null,
        after: row,
      });
    }),
  );
  return participant.id;
}

/** Name, title and unit from the directory, unless they are given. */
async function describe(ctx: Context, input: AddParticipant): Promise<Omit<NewParticipant, 'number'>> {
  const { personId, kind, duties, placeId } = input;
  const person = personId === null ? undefined : (await findPersonBriefs(ctx.platform, [personId])).get(personId);
  if (personId !== null && !person) throw meetingsErrors.fail('meetings.person_not_found');
  const unitId = input.unitId ?? person?.unitId ?? null;
  const unit = unitId === null ? undefined : (await findAgencyBriefs(ctx.platform, [unitId])).get(unitId);
  if (unitId !== null && !unit) throw meetingsErrors.fail('meetings.unit_not_found');
  return {
    id: uuidv7(),
    kind,
    duties,
    personId,
    seatId: null,
    name: person?.name ?? input.name ?? '',
    title: input.title === '' ? (person?.position ?? '') : input.title,
    unitId,
    unitName: input.unitName === '' ? (unit?.name ?? '') : input.unitName,
    placeId,
    votes: false,
  };
}
