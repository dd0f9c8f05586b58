import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { voteErrors } from '../../errors/votes.ts';
import { meetingsErrors } from '../../errors.ts';
import { hasDuty, requireSeat } from '../sessions/seat.ts';
import type { VoteTables } from '../votes/tables.ts';
import { changePresence } from './change-presence.ts';
import { findPlaceHead } from './places.repo.ts';
import { findRoster } from './presence.repo.ts';

/**
 * The head of a place confirms who sits there: one list for the room, so that one device is enough. Who sits there and is
 * not named is not there. The secretary may do it for any place.
 * @throws meetings.session_not_found, meetings.duty_missing, meetings.participant_elsewhere, meetings.session_state
 */
export async function confirmPlace(
  ctx: Context,
  sessionId: string,
  placeId: string,
  participantIds: readonly string[],
): Promise<void> {
  const seat = await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<VoteTables>;
  const place = await findPlaceHead(db, sessionId, placeId);
  const { participant } = seat;
  const mayConfirm = participant !== null && (hasDuty(seat, 'secretary') || place?.headId === participant.id);
  if (!place || !mayConfirm) {
    throw meetingsErrors.fail('meetings.duty_missing', { detail: 'Only the head of the place or the secretary may.' });
  }
  const sitting = (await findRoster(db, sessionId)).filter((row) => row.placeId === placeId).map(({ id }) => id);
  if (participantIds.some((id) => !sitting.includes(id))) throw voteErrors.fail('meetings.participant_elsewhere');
  await transact(ctx, async (tx) => {
    await changePresence(ctx, tx, sessionId, {
      there: participantIds.map((id) => ({ id, placeId })),
      gone: sitting.filter((id) => !participantIds.includes(id)),
      source: 'head',
      by: participant.id,
    });
  });
}
