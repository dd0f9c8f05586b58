import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import type { MessageKind, MessageView } from '../../../contract.ts';
import { hasDuty, requireSeat } from '../../sessions/seat.ts';
import type { MediaTables } from '../tables.ts';
import { findMessages } from './messages.repo.ts';

/** Chat or captions of a session, newest first. What was hidden stays as a place without words. */
export async function listMessages(
  ctx: Context,
  sessionId: string,
  input: { kind: MessageKind; cursor?: string | undefined; limit: number },
): Promise<{ rows: MessageView[]; next: string | null }> {
  const seat = await requireSeat(ctx, sessionId);
  const after = input.cursor === undefined ? null : readCursor(input.cursor, placeId);
  const db = ctx.platform.db as Kysely<MediaTables>;
  const found = await findMessages(db, sessionId, input.kind, after, input.limit + 1);
  const hides = hasDuty(seat, 'chair', 'secretary');
  const rows = found.map(({ id, kind, participantId, name, text, at, hiddenAt }) => ({
    id,
    kind,
    participantId,
    name,
    text: hiddenAt === null ? text : null,
    at: at.toISOString(),
    can: { hide: hides && hiddenAt === null },
  }));
  return pageOf(rows, input.limit, ({ id }) => id);
}
