import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { mediaTopic, PIECE_BYTES, type RecordingView } from '../../../contract.ts';
import { mediaErrors } from '../../../errors/media.ts';
import { meetingsErrors } from '../../../errors.ts';
import { writeJournal } from '../../journal/write-journal.ts';
import { requireDuty } from '../../sessions/seat.ts';
import { settingsOf } from '../room.repo.ts';
import type { MediaTables } from '../tables.ts';
import {
  endRecording,
  findRecording,
  findRunningRecording,
  insertPiece,
  insertRecording,
  lockRecording,
  type RecordingRow,
} from './recordings.repo.ts';
import { recordingView } from './view.ts';

/* A recording is made in the browser of who runs the session and comes in pieces; each is kept as soon as it is here. */

/**
 * Begins a recording. It stands in the journal, and every screen shows it from this moment on.
 * @throws meetings.duty_missing, meetings.session_state, meetings.recording_off, meetings.recording_runs
 */
export async function startRecording(ctx: Context, sessionId: string, type: string): Promise<RecordingView> {
  const { session, participant } = await requireDuty(ctx, sessionId, 'chair', 'secretary', 'operator');
  if (session.state !== 'open') throw meetingsErrors.fail('meetings.session_state');
  if (!settingsOf(session.settings).recording) throw mediaErrors.fail('meetings.recording_off');
  const id = uuidv7();
  return await transact(ctx, async (tx) => {
    const trx = tx.as<MediaTables>();
    // The journal locks the session: of two who begin at once the second sees the first.
    await writeJournal(ctx, tx, sessionId, participant.id, [{ kind: 'recording_started', data: { recordingId: id } }]);
    if ((await findRunningRecording(trx, sessionId)) !== undefined) throw mediaErrors.fail('meetings.recording_runs');
    await insertRecording(trx, { id, sessionId, byId: participant.id, type, at: ctx.platform.now() });
    tx.audit({
      action: 'meetings.recording.start',
      subject: { type: 'meetings.recording', id },
      unitId: session.agencyId,
      before: null,
      after: { sessionId, type, participantId: participant.id },
    });
    tx.emit({ topic: mediaTopic(sessionId), payload: { media: true } });
    return recordingView((await findRecording(trx, sessionId, id)) as RecordingRow);
  });
}

/**
 * Keeps the next piece. One that is there already is taken for the same: its answer was lost on the way.
 * @throws meetings.recording_not_found, meetings.recording_ended, meetings.recording_piece, platform.too_large
 */
export async function addPiece(
  ctx: Context,
  sessionId: string,
  id: string,
  piece: number,
  content: Readable,
): Promise<RecordingView> {
  const { session } = await requireDuty(ctx, sessionId, 'chair', 'secretary', 'operator');
  const { files, now } = ctx.platform;
  const at = now();
  const fileKey = `meetings/${at.getUTCFullYear()}/${uuidv7()}`;
  const { size: bytes, sha256 } = await files.put(fileKey, content, PIECE_BYTES);
  let kept = false;
  try {
    return await transact(ctx, async (tx) => {
      const trx = tx.as<MediaTables>();
      await lockRecording(trx, id);
      const recording = await findRecording(trx, sessionId, id);
      if (recording === undefined) throw mediaErrors.fail('meetings.recording_not_found');
      if (recording.state !== 'running') throw mediaErrors.fail('meetings.recording_ended');
      if (piece > recording.pieces) {
        throw mediaErrors.fail('meetings.recording_piece', { detail: `Piece ${recording.pieces} is awaited.` });
      }
      kept = piece === recording.pieces;
      if (kept) await insertPiece(trx, { recordingId: id, piece, fileKey, bytes, sha256, at });
      tx.audit({
        action: 'meetings.recording.piece',
        subject: { type: 'meetings.recording', id },
        unitId: session.agencyId,
        before: null,
        after: { piece, bytes, sha256: sha256.toString('hex'), again: !kept },
      });
      return recordingView((await findRecording(trx, sessionId, id)) as RecordingRow);
    });
  } catch (error) {
    kept = false;
    throw error;
  } finally {
    if (!kept) await files.remove(fileKey);
  }
}

/** Ends a recording. One that has ended is answered as it is. @throws meetings.recording_not_found */
export async function finishRecording(ctx: Context, sessionId: string, id: string): Promise<RecordingView> {
  const { session, participant } = await requireDuty(ctx, sessionId, 'chair', 'secretary', 'operator');
  return await transact(ctx, async (tx) => {
    await end(ctx, tx, { sessionId, id, state: 'finished', by: participant.id, agencyId: session.agencyId });
    const recording = await findRecording(tx.as<MediaTables>(), sessionId, id);
    if (recording === undefined) throw mediaErrors.fail('meetings.recording_not_found');
    return recordingView(recording);
  });
}

/** Ends a recording whose browser is gone; what came stays a file. */
export async function breakOff(ctx: Context, sessionId: string, id: string): Promise<void> {
  requirePermission(ctx, 'meetings.session.write');
  await transact(ctx, (tx) => end(ctx, tx, { sessionId, id, state: 'broken_off', by: null, agencyId: null }));
}

async function end(
  ctx: Context,
  tx: Tx,
  {
    sessionId,
    id,
    state,
    by,
    agencyId,
  }: {
    sessionId: string;
    id: string;
    state: 'finished' | 'broken_off';
    by: string | null;
    agencyId: string | null;
  },
): Promise<void> {
  const ended = await endRecording(tx.as<MediaTables>(), id, state, ctx.platform.now());
  if (ended)
    await writeJournal(ctx, tx, sessionId, by, [{ kind: 'recording_ended', data: { recordingId: id, state } }]);
  tx.emit({ topic: mediaTopic(sessionId), payload: { media: true } });
  tx.audit({
    action: 'meetings.recording.end',
    subject: { type: 'meetings.recording', id },
    unitId: agencyId,
    before: { state: ended ? 'running' : state },
    after: { state },
  });
}
