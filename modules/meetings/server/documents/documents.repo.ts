import { type Kysely, sql, type Transaction } from 'kysely';
import type { DocumentVisibility } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;
type Trx = Transaction<MeetingsTables>;

export interface DocumentRecord {
  id: string;
  itemId: string | null;
  title: string;
  visibility: DocumentVisibility;
  presenter: string;
}

export interface VersionRecord {
  documentId: string;
  number: number;
  fileKey: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  sha256: Buffer;
  uploadedAt: Date;
  uploadedBy: string;
  late: boolean;
}

const columns = ['id', 'item_id as itemId', 'title', 'visibility', 'presenter'] as const;

/** Documents that were not withdrawn, in the order in which they came. */
export async function findDocuments(db: Db, sessionId: string): Promise<DocumentRecord[]> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.document')
    .select(columns)
    .where('session_id', '=', sessionId)
    .where('withdrawn_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function findDocument(db: Db, sessionId: string, id: string): Promise<DocumentRecord | undefined> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.document')
    .select(columns)
    .where('session_id', '=', sessionId)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
}

/** Versions of these documents, newest first. */
export async function findVersions(db: Db, documentIds: readonly string[]): Promise<VersionRecord[]> {
  if (documentIds.length === 0) return [];
  const rows = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.document_version')
    .select([
      'document_id as documentId',
      'number',
      'file_key as fileKey',
      'file_name as fileName',
      'media_type as mediaType',
      'bytes',
      'sha256',
      'uploaded_at as uploadedAt',
      'uploaded_by as uploadedBy',
      'late',
    ])
    .where('document_id', 'in', documentIds)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }));
}

export async function countDocuments(db: Db, sessionId: string): Promise<number> {
  const row = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.document')
    .select(sql<number>`count(*)`.as('count'))
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function insertDocument(trx: Trx, sessionId: string, document: DocumentRecord, at: Date): Promise<void> {
  await trx
    .insertInto('meetings.document')
    .values({ id: document.id, session_id: sessionId, created_at: at, withdrawn_at: null, ...fields(document) })
    .execute();
}

export async function updateDocument(trx: Trx, document: DocumentRecord): Promise<void> {
  await trx.updateTable('meetings.document').set(fields(document)).where('id', '=', document.id).execute();
}

export async function setWithdrawn(trx: Trx, id: string, at: Date): Promise<void> {
  await trx.updateTable('meetings.document').set({ withdrawn_at: at }).where('id', '=', id).execute();
}

export async function insertVersion(trx: Trx, version: VersionRecord): Promise<void> {
  await trx
    .insertInto('meetings.document_version')
    .values({
      document_id: version.documentId,
      number: version.number,
      file_key: version.fileKey,
      file_name: version.fileName,
      media_type: version.mediaType,
      bytes: version.bytes,
      sha256: version.sha256,
      uploaded_at: version.uploadedAt,
      uploaded_by: version.uploadedBy,
      late: version.late,
    })
    .execute();
}

function fields({ itemId, title, visibility, presenter }: DocumentRecord) {
  return { item_id: itemId, title, visibility, presenter };
}
