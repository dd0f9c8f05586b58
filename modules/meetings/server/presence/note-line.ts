import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { touchSession } from '../journal/write-journal.ts';
import type { VoteTables } from '../votes/tables.ts';
import { noteLines } from './presence.repo.ts';

/**
 * A hint from whoever keeps lines (media server, live screens): the line of these participants is lost, or stands again.
 * It changes nobody's presence; after the grace time they show as uncertain, and the secretary decides.
 */
export async function noteLine(
  ctx: Context,
  sessionId: string,
  participantIds: readonly string[],
  lost: boolean,
): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- a measurement of the node itself, not an act of a person
  await transact(ctx, async (tx) => {
    const news = await noteLines(tx.as<VoteTables>(), sessionId, participantIds, lost ? ctx.platform.now() : null);
    if (news.length > 0) await touchSession(tx, sessionId);
    tx.audit({
      action: 'meetings.presence.line',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: null,
      before: null,
      after: { lost, participantIds: news },
    });
  });
}
