import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { CancelSession } from '../../contract.ts';
import { touchSession } from '../journal/write-journal.ts';
import { findPeopleIn } from '../participants/participants.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { lockForStep } from './move-session.ts';
import { requirePreparer } from './seat.ts';
import { setCancelled } from './sessions.repo.ts';

/**
 * Calls a session off before it opens, with the reason; whoever was invited is told.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state
 */
export async function cancelSession(ctx: Context, id: string, given: CancelSession): Promise<void> {
  await requirePreparer(ctx, id);
  const { reason } = CancelSession.parse(given);
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const before = await lockForStep(tx, id, 'cancel');
    await setCancelled(trx, id, reason);
    await touchSession(tx, id);
    if (before.state === 'invited') {
      tx.notify({
        to: await findPeopleIn(trx, id),
        kind: 'meetings.session_cancelled',
        subject: { type: 'meetings.session', id },
        text: 'meetings:notice.cancelled',
        values: { session: before.title, reason },
        link: `/meetings/${id}`,
      });
    }
    tx.audit({
      action: 'meetings.session.cancel',
      subject: { type: 'meetings.session', id },
      unitId: before.agencyId,
      before: { state: before.state },
      after: { state: 'cancelled', reason },
    });
  });
}
