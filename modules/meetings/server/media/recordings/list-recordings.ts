import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import type { RecordingMoment, RecordingView } from '../../../contract.ts';
import { requireSeat } from '../../sessions/seat.ts';
import type { MediaTables } from '../tables.ts';
import { findMoments, findRecordings } from './recordings.repo.ts';
import { recordingView, requireRecording } from './view.ts';

export async function listRecordings(
  ctx: Context,
  sessionId: string,
  input: { cursor?: string | undefined; limit: number },
): Promise<{ rows: RecordingView[]; next: string | null }> {
  await requireSeat(ctx, sessionId);
  const after = input.cursor === undefined ? null : readCursor(input.cursor, placeId);
  const found = await findRecordings(ctx.platform.db as Kysely<MediaTables>, sessionId, after, input.limit + 1);
  return pageOf(found.map(recordingView), input.limit, ({ id }) => id);
}

/** What happened while a recording ran, and how many seconds after its beginning. */
export async function listMoments(ctx: Context, sessionId: string, id: string): Promise<{ rows: RecordingMoment[] }> {
  const { startedAt, endedAt } = await requireRecording(ctx, sessionId, id);
  const db = ctx.platform.db as Kysely<MediaTables>;
  const found = await findMoments(db, sessionId, startedAt, endedAt ?? ctx.platform.now());
  return {
    rows: found.map(({ seq, kind, at, itemTitle, participantName }) => ({
      seq,
      kind,
      at: at.toISOString(),
      seconds: (at.getTime() - startedAt.getTime()) / 1_000,
      itemTitle,
      participantName,
    })),
  };
}
