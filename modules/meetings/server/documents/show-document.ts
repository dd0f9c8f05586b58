import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { prepareErrors } from '../../errors/prepare.ts';
import { meetingsErrors } from '../../errors.ts';
import { writeJournal } from '../journal/write-journal.ts';
import { lockUnended } from '../sessions/move-session.ts';
import { requireDuty } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { findDocument, findVersions } from './documents.repo.ts';

/**
 * Shows the last version of a document to all: it stands in the journal with its hash, and so among the annexes of the
 * minutes.
 * @throws meetings.session_not_found, meetings.duty_missing, meetings.session_state, meetings.document_not_found
 */
export async function showDocument(ctx: Context, sessionId: string, id: string): Promise<void> {
  const { participant } = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = await lockUnended(tx, sessionId);
    if (session.state !== 'open') throw meetingsErrors.fail('meetings.session_state');
    const document = await findDocument(trx, sessionId, id);
    const [version] = document ? await findVersions(trx, [id]) : [];
    // What only those who prepare may open is not shown to all.
    if (!document || !version || document.visibility === 'internal') {
      throw prepareErrors.fail('meetings.document_not_found');
    }
    const sha256 = version.sha256.toString('hex');
    const data = { documentId: id, title: document.title, version: version.number, fileName: version.fileName, sha256 };
    await writeJournal(ctx, tx, sessionId, participant.id, [{ kind: 'document_shown', itemId: document.itemId, data }]);
    tx.audit({
      action: 'meetings.document.show',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session.agencyId,
      before: null,
      after: data,
    });
  });
}
