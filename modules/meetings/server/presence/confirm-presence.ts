import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { voteErrors } from '../../errors/votes.ts';
import { requireSeat } from '../sessions/seat.ts';
import { changePresence } from './change-presence.ts';

/**
 * Somebody says that they are there, or that they leave.
 * @throws meetings.session_not_found, meetings.ballot_not_in_session, meetings.session_state
 */
export async function confirmPresence(ctx: Context, sessionId: string, present: boolean): Promise<void> {
  const { participant } = await requireSeat(ctx, sessionId);
  if (participant === null) throw voteErrors.fail('meetings.ballot_not_in_session');
  const { id, placeId } = participant;
  await transact(ctx, async (tx) => {
    await changePresence(ctx, tx, sessionId, {
      there: present ? [{ id, placeId }] : [],
      gone: present ? [] : [id],
      source: 'self',
      by: id,
    });
  });
}
