import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { ChangeSession } from '../../contract.ts';
import { touchSession } from '../journal/write-journal.ts';
import type { MeetingsTables } from '../tables.ts';
import { lockBeforeOpening } from './move-session.ts';
import { requirePreparer } from './seat.ts';
import { updateHead } from './sessions.repo.ts';

/**
 * Changes title, kind and time of a session that has not opened.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state
 */
export async function changeSession(ctx: Context, id: string, given: ChangeSession): Promise<void> {
  await requirePreparer(ctx, id);
  const input = ChangeSession.parse(given);
  await transact(ctx, async (tx) => {
    const before = await lockBeforeOpening(tx, id);
    await updateHead(tx.as<MeetingsTables>(), id, input);
    await touchSession(tx, id);
    tx.audit({
      action: 'meetings.session.change',
      subject: { type: 'meetings.session', id },
      unitId: before.agencyId,
      before,
      after: input,
    });
  });
}
