import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { ImportLine, LineProblem } from '../../contracts/imports.ts';
import type { PlatformTables } from '../database/tables.ts';

type Db = Kysely<PlatformTables> | Transaction<PlatformTables>;
type Trx = Transaction<PlatformTables>;
export type RunRow = Selectable<PlatformTables['platform.import_run']>;

const AT_ONCE = 2_000;

export interface NewRun
  extends Pick<RunRow, 'id' | 'kind' | 'file_name' | 'sha256' | 'person_id' | 'unit_id' | 'created_at'> {
  columns: RunRow['columns'];
  mapping: RunRow['mapping'];
  options: RunRow['options'];
  actor: object;
  rows: readonly { line: number; cells: readonly string[] }[];
}

/** Keeps a file's lines as they came. */
export async function insertRun(trx: Trx, { rows, columns, mapping, options, actor, ...run }: NewRun): Promise<void> {
  await trx
    .insertInto('platform.import_run')
    .values({
      ...run,
      state: 'checking',
      lines: rows.length,
      columns: JSON.stringify(columns),
      mapping: JSON.stringify(mapping),
      options: JSON.stringify(options),
      actor: JSON.stringify(actor),
    })
    .execute();
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE);
    await sql`insert into platform.import_line (import_id, line, cells, state)
      select ${run.id}::uuid, l.line, l.cells, 'unchecked'
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as l (line integer, cells jsonb)`.execute(trx);
  }
}

export async function findRun(db: Db, id: string): Promise<RunRow | null> {
  return (await db.selectFrom('platform.import_run').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Locked until the commit: of two who act on one import, one waits. */
export async function takeRun(trx: Trx, id: string): Promise<RunRow | null> {
  const row = await trx
    .selectFrom('platform.import_run')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function listRuns(
  db: Db,
  { kinds, personId }: { kinds: readonly string[]; personId: string | null },
  after: readonly unknown[] | null,
  limit: number,
): Promise<RunRow[]> {
  let query = db
    .selectFrom('platform.import_run')
    .selectAll()
    .where('kind', 'in', [...kinds]);
  if (personId !== null) query = query.where('person_id', '=', personId);
  if (after) query = query.where(sql<boolean>`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** Imports whose job was cut off: no batch for a while. */
export async function findSilent(db: Db, kinds: readonly string[], before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('platform.import_run')
    .select('id')
    .where('state', 'in', ['checking', 'running'])
    .where('kind', 'in', [...kinds])
    .where(sql<boolean>`coalesce(beat_at, started_at, created_at) < ${before}`)
    .limit(20)
    .execute();
  return rows.map((row) => row.id);
}

type RunChange = Partial<
  Pick<RunRow, 'state' | 'failure' | 'started_at' | 'finished_at' | 'beat_at' | 'checked' | 'valid' | 'bad' | 'done'>
> & { mapping?: object; options?: object; actor?: object };

export async function changeRun(trx: Trx, id: string, change: RunChange): Promise<void> {
  const { mapping, options, actor, ...plain } = change;
  await trx
    .updateTable('platform.import_run')
    .set({
      ...plain,
      ...(mapping && { mapping: JSON.stringify(mapping) }),
      ...(options && { options: JSON.stringify(options) }),
      ...(actor && { actor: JSON.stringify(actor) }),
    })
    .where('id', '=', id)
    .execute();
}

/** All lines are to be looked at anew. */
export async function forgetChecks(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('platform.import_line')
    .set({ state: 'unchecked', problems: null, value: null })
    .where('import_id', '=', id)
    .execute();
}

export interface StoredLine {
  line: number;
  cells: string[];
  value: unknown;
}

/** Lines of a state after one, in their order; locked for this batch, those of another runner left out. */
export async function takeLines(trx: Trx, id: string, state: 'waiting', limit: number): Promise<StoredLine[]> {
  return await trx
    .selectFrom('platform.import_line')
    .select(['line', 'cells', 'value'])
    .where('import_id', '=', id)
    .where('state', '=', state)
    .orderBy('line')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function readLines(db: Db, id: string, after: number, limit: number): Promise<StoredLine[]> {
  return await db
    .selectFrom('platform.import_line')
    .select(['line', 'cells', 'value'])
    .where('import_id', '=', id)
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit)
    .execute();
}

/** Results of lines that became records, in their order. */
export async function readResults(db: Db, id: string): Promise<unknown[]> {
  const rows = await db
    .selectFrom('platform.import_line')
    .select('result')
    .where('import_id', '=', id)
    .where('state', '=', 'done')
    .orderBy('line')
    .execute();
  return rows.map((row) => row.result);
}

export interface LineChange {
  line: number;
  state: 'waiting' | 'bad' | 'done';
  problems?: LineProblem[];
  value?: unknown;
  result?: unknown;
}

/** Many lines in one statement. What is left out stays as it is. */
export async function changeLines(trx: Trx, id: string, changes: readonly LineChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`update platform.import_line l set state = c.state, problems = c.problems,
      value = coalesce(c.value, l.value), result = coalesce(c.result, l.result)
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c (line integer, state text, problems jsonb, value jsonb, result jsonb)
    where l.import_id = ${id} and l.line = c.line`.execute(trx);
}

export async function markUndone(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('platform.import_line')
    .set({ state: 'undone' })
    .where('import_id', '=', id)
    .where('state', '=', 'done')
    .execute();
}

export async function countLines(db: Db, id: string): Promise<Pick<RunRow, 'valid' | 'bad' | 'done'>> {
  const { rows } = await sql<{ valid: number; bad: number; done: number }>`
    select count(*) filter (where state in ('waiting', 'done')) as valid, count(*) filter (where state = 'bad') as bad,
      count(*) filter (where state = 'done') as done
    from platform.import_line where import_id = ${id}`.execute(db);
  return rows[0] ?? { valid: 0, bad: 0, done: 0 };
}

/** Lines after one; of one state where asked. */
export async function listLines(
  db: Db,
  id: string,
  state: ImportLine['state'] | undefined,
  after: number,
  limit: number,
): Promise<ImportLine[]> {
  let query = db
    .selectFrom('platform.import_line')
    .select(['line', 'cells', 'state', 'problems'])
    .where('import_id', '=', id)
    .where('line', '>', after);
  if (state !== undefined) query = query.where('state', '=', state);
  const rows = await query.orderBy('line').limit(limit).execute();
  return rows.map(({ state: stored, problems, ...row }) => ({
    ...row,
    state: stored === 'unchecked' ? 'waiting' : stored,
    problems: problems ?? [],
  }));
}

export async function findFirstWaiting(db: Db, id: string): Promise<StoredLine | null> {
  const row = await db
    .selectFrom('platform.import_line')
    .select(['line', 'cells', 'value'])
    .where('import_id', '=', id)
    .where('state', '=', 'waiting')
    .orderBy('line')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
