import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { ChangeParticipant } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { touchSession } from '../journal/write-journal.ts';
import { requirePlace } from '../places/places.repo.ts';
import { lockUnended } from '../sessions/move-session.ts';
import { requirePreparer } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { requireMayGiveDuties } from './duties.ts';
import { findParticipants, updateParticipant } from './participants.repo.ts';

/**
 * Changes how somebody is called, where they sit and which duties they have.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, meetings.participant_not_found,
 *   meetings.place_not_found, meetings.own_duty, meetings.duty_missing, meetings.last_chair
 */
export async function changeParticipant(
  ctx: Context,
  sessionId: string,
  id: string,
  given: ChangeParticipant,
): Promise<void> {
  const seat = await requirePreparer(ctx, sessionId);
  const input = ChangeParticipant.parse(given);
  const duties = [...new Set(input.duties)];
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = await lockUnended(tx, sessionId);
    const all = await findParticipants(trx, sessionId);
    const before = all.find((one) => one.id === id);
    if (!before) throw meetingsErrors.fail('meetings.participant_not_found');
    requireMayGiveDuties(ctx, { ...seat, session }, before.personId, before.duties, duties);
    const chairs = all.filter((one) => one.id !== id && one.duties.includes('chair'));
    if (before.duties.includes('chair') && !duties.includes('chair') && chairs.length === 0) {
      throw meetingsErrors.fail('meetings.last_chair');
    }
    if (input.placeId !== null) await requirePlace(trx, sessionId, input.placeId);
    const after = { ...before, ...input, duties };
    await updateParticipant(trx, after);
    await touchSession(tx, sessionId);
    tx.audit({
      action: 'meetings.participant.change',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session.agencyId,
      before,
      after,
    });
  });
}
