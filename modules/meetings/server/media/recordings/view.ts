import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { RecordingView } from '../../../contract.ts';
import { mediaErrors } from '../../../errors/media.ts';
import { requireSeat } from '../../sessions/seat.ts';
import type { MediaTables } from '../tables.ts';
import { findRecording, type RecordingRow } from './recordings.repo.ts';

export function recordingView({ id, state, by, startedAt, endedAt, bytes, pieces }: RecordingRow): RecordingView {
  return {
    id,
    state,
    by,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    bytes,
    nextPiece: pieces,
  };
}

/** A recording of a session that the caller may see. @throws meetings.recording_not_found */
export async function requireRecording(ctx: Context, sessionId: string, id: string): Promise<RecordingRow> {
  await requireSeat(ctx, sessionId);
  const found = await findRecording(ctx.platform.db as Kysely<MediaTables>, sessionId, id);
  if (found === undefined) throw mediaErrors.fail('meetings.recording_not_found');
  return found;
}
