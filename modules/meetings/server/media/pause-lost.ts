import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { findItems } from '../agenda/items.repo.ts';
import { writeJournal } from '../journal/write-journal.ts';
import { lockSession } from '../sessions/sessions.repo.ts';
import { speaking } from '../speakers/list.ts';
import { loadList, writeList } from '../speakers/on-list.ts';
import { pauseAll } from '../speakers/word.ts';
import type { MeetingsTables } from '../tables.ts';

/** Whoever spoke over a line that is gone keeps the word: the entry is paused, and the chair decides. */
export async function pauseLost(ctx: Context, sessionId: string, participantId: string): Promise<void> {
  requirePermission(ctx, 'meetings.session.write');
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = await lockSession(trx, sessionId);
    const item = (await findItems(trx, sessionId)).find(({ state }) => state === 'open');
    const list = session && item && (await loadList(trx, session, item));
    await writeJournal(ctx, tx, sessionId, null, [
      { kind: 'media_lost', participantId, ...(item && { itemId: item.id }) },
    ]);
    const entry = list && speaking(list);
    if (list && entry?.participantId === participantId) {
      const after = pauseAll(list, ctx.platform.now().getTime());
      await writeList(ctx, tx, { session, item, actorId: null }, list, after);
    }
    tx.audit({
      action: 'meetings.media.lost',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session?.agencyId ?? null,
      before: null,
      after: { participantId, pausedEntry: entry?.id ?? null },
    });
  });
}
