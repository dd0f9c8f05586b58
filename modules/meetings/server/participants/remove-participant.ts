import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { meetingsErrors } from '../../errors.ts';
import { withMeaning } from '../constraints.ts';
import { touchSession } from '../journal/write-journal.ts';
import { lockBeforeOpening } from '../sessions/move-session.ts';
import { requirePreparer } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { deleteParticipants, findParticipant } from './participants.repo.ts';

/**
 * Takes an invitee, staff or a substitute off the list before the session opens. Members stay: they are of the body.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, meetings.participant_not_found,
 *   meetings.participant_in_use
 */
export async function removeParticipant(ctx: Context, sessionId: string, id: string): Promise<void> {
  await requirePreparer(ctx, sessionId);
  await withMeaning(
    transact(ctx, async (tx) => {
      const trx = tx.as<MeetingsTables>();
      const session = await lockBeforeOpening(tx, sessionId);
      const before = await findParticipant(trx, sessionId, id);
      if (!before) throw meetingsErrors.fail('meetings.participant_not_found');
      if (before.seatId !== null) throw meetingsErrors.fail('meetings.participant_in_use');
      await deleteParticipants(trx, [id]);
      await touchSession(tx, sessionId);
      tx.audit({
        action: 'meetings.participant.remove',
        subject: { type: 'meetings.session', id: sessionId },
        unitId: session.agencyId,
        before,
        after: null,
      });
    }),
  );
}
