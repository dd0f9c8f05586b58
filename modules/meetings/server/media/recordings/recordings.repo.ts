import { type Kysely, sql, type Transaction } from 'kysely';
import { MomentKind } from '../../../contract.ts';
import type { MediaTables } from '../tables.ts';

type Db = Kysely<MediaTables>;
type Trx = Transaction<MediaTables>;

export interface RecordingRow {
  id: string;
  sessionId: string;
  byId: string;
  by: string;
  type: string;
  state: 'running' | 'finished' | 'broken_off';
  startedAt: Date;
  endedAt: Date | null;
  bytes: number;
  pieces: number;
}

function select(db: Db | Trx) {
  return (db as Db)
    .selectFrom('meetings.recording as recording')
    .innerJoin('meetings.participant as participant', 'participant.id', 'recording.by_id')
    .select(({ selectFrom }) => [
      'recording.id',
      'recording.session_id as sessionId',
      'recording.by_id as byId',
      'participant.name as by',
      'recording.type',
      'recording.state',
      'recording.started_at as startedAt',
      'recording.ended_at as endedAt',
      selectFrom('meetings.recording_piece as piece')
        .select(sql<number>`coalesce(sum(piece.bytes), 0)::float8`.as('bytes'))
        .whereRef('piece.recording_id', '=', 'recording.id')
        .$asScalar()
        .$notNull()
        .as('bytes'),
      selectFrom('meetings.recording_piece as piece')
        .select(sql<number>`count(*)::int`.as('pieces'))
        .whereRef('piece.recording_id', '=', 'recording.id')
        .$asScalar()
        .$notNull()
        .as('pieces'),
    ]);
}

export async function findRecording(db: Db | Trx, sessionId: string, id: string): Promise<RecordingRow | undefined> {
  return await select(db)
    .where('recording.session_id', '=', sessionId)
    .where('recording.id', '=', id)
    .executeTakeFirst();
}

export async function findRunningRecording(db: Db | Trx, sessionId: string): Promise<RecordingRow | undefined> {
  return await select(db)
    .where('recording.session_id', '=', sessionId)
    .where('recording.state', '=', 'running')
    .executeTakeFirst();
}

/** Newest first. */
export async function findRecordings(
  db: Db,
  sessionId: string,
  after: string | null,
  limit: number,
): Promise<RecordingRow[]> {
  return await select(db)
    .where('recording.session_id', '=', sessionId)
    .$if(after !== null, (query) => query.where('recording.id', '<', after as string))
    .orderBy('recording.id', 'desc')
    .limit(limit)
    .execute();
}

/** Those from which nothing has come since an instant: their browser is gone. */
export async function findSilent(db: Db, since: Date, limit: number): Promise<{ id: string; sessionId: string }[]> {
  return await db
    .selectFrom('meetings.recording')
    .select(['id', 'session_id as sessionId'])
    .where('state', '=', 'running')
    .where('heard_at', '<', since)
    .limit(limit)
    .execute();
}

export async function insertRecording(
  trx: Trx,
  { id, sessionId, byId, type, at }: { id: string; sessionId: string; byId: string; type: string; at: Date },
): Promise<void> {
  await trx
    .insertInto('meetings.recording')
    .values({
      id,
      session_id: sessionId,
      by_id: byId,
      type,
      state: 'running',
      started_at: at,
      ended_at: null,
      heard_at: at,
    })
    .execute();
}

/** Locks the recording, so that its pieces come one after the other. */
export async function lockRecording(trx: Trx, id: string): Promise<void> {
  await trx.selectFrom('meetings.recording').select('id').where('id', '=', id).forUpdate().execute();
}

export async function insertPiece(
  trx: Trx,
  piece: { recordingId: string; piece: number; fileKey: string; bytes: number; sha256: Buffer; at: Date },
): Promise<void> {
  await trx
    .insertInto('meetings.recording_piece')
    .values({
      recording_id: piece.recordingId,
      piece: piece.piece,
      file_key: piece.fileKey,
      bytes: piece.bytes,
      sha256: piece.sha256,
    })
    .execute();
  await trx.updateTable('meetings.recording').set({ heard_at: piece.at }).where('id', '=', piece.recordingId).execute();
}

export async function endRecording(trx: Trx, id: string, state: 'finished' | 'broken_off', at: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('meetings.recording')
    .set({ state, ended_at: at })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** In order; a day in pieces of some seconds is below this. */
const MOST_PIECES = 100_000;

export async function findPieces(db: Db, recordingId: string): Promise<{ fileKey: string; bytes: number }[]> {
  return await db
    .selectFrom('meetings.recording_piece')
    .select(['file_key as fileKey', 'bytes'])
    .where('recording_id', '=', recordingId)
    .orderBy('piece')
    .limit(MOST_PIECES)
    .execute();
}

export interface MomentRow {
  seq: string;
  kind: MomentKind;
  at: Date;
  itemTitle: string | null;
  participantName: string | null;
}

const MOST_MOMENTS = 2_000;

/** What the journal tells of the time of a recording. */
export async function findMoments(db: Db, sessionId: string, from: Date, to: Date): Promise<MomentRow[]> {
  return await db
    .selectFrom('meetings.journal as journal')
    .leftJoin('meetings.item as item', 'item.id', 'journal.item_id')
    .leftJoin('meetings.participant as participant', 'participant.id', 'journal.participant_id')
    .select([
      'journal.seq',
      'journal.kind',
      'journal.at',
      'item.title as itemTitle',
      'participant.name as participantName',
    ])
    .where('journal.session_id', '=', sessionId)
    .where('journal.at', '>=', from)
    .where('journal.at', '<=', to)
    .where('journal.kind', 'in', MomentKind.options)
    .where('journal.corrects', 'is', null)
    .$narrowType<{ kind: MomentKind }>()
    .orderBy('journal.seq')
    .limit(MOST_MOMENTS)
    .execute();
}
