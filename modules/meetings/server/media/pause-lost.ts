import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { writeJournal } from '../journal/write-journal.ts';

/** Whoever spoke over a line that is gone keeps the word: the entry is paused, and the chair decides. */
export async function pauseLost(ctx: Context, sessionId: string, participantId: string): Promise<void> {
  requirePermission(ctx, 'meetings.session.write');
  await transact(ctx, async (tx) => {
    await writeJournal(ctx, tx, sessionId, null, [{ kind: 'media_lost', participantId }]);
    tx.audit({
      action: 'meetings.media.lost',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: null,
      before: null,
      after: { participantId },
    });
  });
}
