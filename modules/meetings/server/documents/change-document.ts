import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { ChangeDocument } from '../../contract.ts';
import { prepareErrors } from '../../errors/prepare.ts';
import { touchSession } from '../journal/write-journal.ts';
import { lockBeforeOpening, lockUnended } from '../sessions/move-session.ts';
import { requirePreparer } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { requireItem } from './add-document.ts';
import { findDocument, setWithdrawn, updateDocument } from './documents.repo.ts';

/**
 * Changes title, item, presenter, and who may open a document.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, meetings.document_not_found,
 *   meetings.document_item
 */
export async function changeDocument(
  ctx: Context,
  sessionId: string,
  id: string,
  given: ChangeDocument,
): Promise<void> {
  await requirePreparer(ctx, sessionId);
  const input = ChangeDocument.parse(given);
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = await lockUnended(tx, sessionId);
    const before = await findDocument(trx, sessionId, id);
    if (!before) throw prepareErrors.fail('meetings.document_not_found');
    await requireItem(trx, sessionId, input.itemId);
    const after = { ...before, ...input };
    await updateDocument(trx, after);
    await touchSession(tx, sessionId);
    tx.audit({
      action: 'meetings.document.change',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session.agencyId,
      before,
      after,
    });
  });
}

/**
 * Withdraws a document before the session opens; its file and the act stay on record.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, meetings.document_not_found
 */
export async function withdrawDocument(ctx: Context, sessionId: string, id: string): Promise<void> {
  await requirePreparer(ctx, sessionId);
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = await lockBeforeOpening(tx, sessionId);
    const before = await findDocument(trx, sessionId, id);
    if (!before) throw prepareErrors.fail('meetings.document_not_found');
    await setWithdrawn(trx, id, ctx.platform.now());
    await touchSession(tx, sessionId);
    tx.audit({
      action: 'meetings.document.withdraw',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session.agencyId,
      before,
      after: null,
    });
  });
}
