import { type Kysely, sql, type Transaction } from 'kysely';
import type { UsageTables } from '../tables.ts';
import type { KnownContent } from './known-content.ts';
import type { LogFormat } from './read/log-line.ts';
import type { Counts, Problem } from './tally.ts';

export type Db = Kysely<UsageTables> | Transaction<UsageTables>;

export type ImportState = UsageTables['usage.log_import']['state'];

export interface NewImport {
  id: string;
  siteId: string;
  fileKey: string;
  name: string;
  bytes: number;
  sha256: Buffer;
  format: LogFormat;
  by: string;
  at: Date;
}

export async function insertImport(trx: Transaction<UsageTables>, one: NewImport): Promise<void> {
  await trx
    .insertInto('usage.log_import')
    .values({
      id: one.id,
      site_id: one.siteId,
      file_key: one.fileKey,
      name: one.name,
      file_bytes: one.bytes,
      file_sha256: one.sha256,
      format: one.format,
      state: 'uploaded',
      asked_by: one.by,
      created_at: one.at,
      progress_at: one.at,
    })
    .execute();
}

const selectImports = (db: Db) =>
  (db as Kysely<UsageTables>)
    .selectFrom('usage.log_import as i')
    .innerJoin('usage.site as s', 's.id', 'i.site_id')
    .selectAll('i')
    .select(['s.code as siteCode', 's.owner_agency_id as ownerId']);

export type ImportRecord = Awaited<ReturnType<typeof findImport>> & object;

export async function findImport(db: Db, id: string) {
  return await selectImports(db).where('i.id', '=', id).executeTakeFirst();
}

/** The same, locked against other changes. */
export async function findImportForChange(trx: Transaction<UsageTables>, id: string) {
  return await selectImports(trx).where('i.id', '=', id).forUpdate('i').executeTakeFirst();
}

/** Newest first. */
export async function findImports(db: Db, siteId: string, after: string | null, limit: number) {
  const query = selectImports(db).where('i.site_id', '=', siteId);
  return await (after === null ? query : query.where('i.id', '<', after))
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute();
}

/** Identifiers of the imports into a site that began and did not end. */
export async function findRunning(db: Db, siteId: string): Promise<string[]> {
  const rows = await (db as Kysely<UsageTables>)
    .selectFrom('usage.log_import')
    .select('id')
    .where('site_id', '=', siteId)
    .where('state', '=', 'running')
    .orderBy('id')
    .limit(1_000)
    .execute();
  return rows.map(({ id }) => id);
}

/** Imports in one of these states that nothing was heard of since an instant, oldest first. */
export async function findQuiet(db: Db, states: readonly ImportState[], since: Date) {
  return await selectImports(db)
    .where('i.state', 'in', [...states])
    .where('i.progress_at', '<', since)
    .orderBy('i.id')
    .limit(1_000)
    .execute();
}

/** Ended imports whose file is still there. */
export async function findLeftFiles(db: Db) {
  return await selectImports(db)
    .where('i.state', 'in', ['done', 'cancelled', 'failed', 'undone'])
    .where('i.file_key', 'is not', null)
    .limit(1_000)
    .execute();
}

/** Notes that the file of an import is gone. */
export async function forgetFile(db: Kysely<UsageTables>, id: string): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- the end of the import is in the audit, and says that its file goes
  await db.updateTable('usage.log_import').set({ file_key: null }).where('id', '=', id).execute();
}

/** How many beginnings of logs are remembered for a site: three years of daily logs and more. */
const KNOWN_MOST = 2_000;

/** What was counted of a site's logs and still stands. */
export async function findKnownContents(db: Db, siteId: string): Promise<KnownContent[]> {
  const rows = await (db as Kysely<UsageTables>)
    .selectFrom('usage.log_import')
    .select(['content_bytes as bytes', 'content_sha256 as sha256'])
    .where('site_id', '=', siteId)
    .where('state', 'in', ['done', 'cancelled', 'failed'])
    .where('content_sha256', 'is not', null)
    .orderBy('id', 'desc')
    .limit(KNOWN_MOST)
    .execute();
  return rows.map(({ bytes, sha256 }) => ({ bytes, sha256: sha256 as Buffer }));
}

/** What a change of state brings along; only what is given changes. */
export interface Change {
  state: ImportState;
  startedAt?: Date;
  endedAt?: Date | null;
  cause?: string;
}

export async function setImportState(
  trx: Transaction<UsageTables>,
  id: string,
  change: Change,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('usage.log_import')
    .set({
      state: change.state,
      progress_at: at,
      ...(change.startedAt !== undefined && { started_at: change.startedAt }),
      ...(change.endedAt !== undefined && { ended_at: change.endedAt }),
      ...(change.cause !== undefined && { cause: change.cause }),
    })
    .where('id', '=', id)
    .execute();
}

/** Removes an import that never began. */
export async function deleteImport(trx: Transaction<UsageTables>, id: string): Promise<void> {
  await trx.deleteFrom('usage.log_import').where('id', '=', id).execute();
}

/** How far an import is after a batch. */
export interface Step {
  /** Where the batch began: whoever stands elsewhere is no longer the one who works. */
  from: number;
  to: number;
  sha256: Buffer;
  readBytes: number;
  skippedBytes: number;
  lines: number;
  counts: Counts;
  firstAt: Date | null;
  lastAt: Date | null;
  problems: readonly Problem[];
}

/**
 * Notes a batch that is in the store, also when somebody stopped the import meanwhile. False when it shall not go on: it
 * was stopped, or another process works at it.
 */
export async function noteStep(db: Kysely<UsageTables>, id: string, step: Step, at: Date): Promise<boolean> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- how far a job is, no act: its beginning and its end are in the audit
  return await db.transaction().execute(async (trx) => {
    const state = await updateStep(trx, id, step, at);
    if (state !== null && step.problems.length > 0) await insertProblems(trx, id, step.problems);
    return state === 'running';
  });
}

/** The state of the import after the step; null when it stands elsewhere. */
async function updateStep(
  trx: Transaction<UsageTables>,
  id: string,
  step: Step,
  at: Date,
): Promise<ImportState | null> {
  const updated = await trx
    .updateTable('usage.log_import')
    .set({
      content_bytes: step.to,
      content_sha256: step.sha256,
      read_bytes: step.readBytes,
      skipped_bytes: step.skippedBytes,
      lines: step.lines,
      counts: JSON.stringify(step.counts),
      first_at: step.firstAt,
      last_at: step.lastAt,
      progress_at: at,
    })
    .where('id', '=', id)
    .where('state', 'in', ['running', 'cancelled', 'undoing'])
    .where('content_bytes', '=', step.from)
    .returning('state')
    .executeTakeFirst();
  return updated?.state ?? null;
}

async function insertProblems(trx: Transaction<UsageTables>, id: string, problems: readonly Problem[]): Promise<void> {
  await sql`
    insert into usage.log_import_problem (import_id, line, reason, text)
    select ${id}::uuid, line, reason, text
    from unnest(${problems.map(({ line }) => line)}::bigint[], ${problems.map(({ reason }) => reason)}::text[],
      ${problems.map(({ text }) => text)}::text[]) as n (line, reason, text)`.execute(trx);
}

/** Broken lines after one, in order. */
export async function findProblems(db: Db, id: string, after: number, limit: number) {
  return await (db as Kysely<UsageTables>)
    .selectFrom('usage.log_import_problem')
    .select(['line', 'reason', 'text'])
    .where('import_id', '=', id)
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit)
    .execute();
}
