import { sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { type Begun, CHANGED_TABLES, type ChangedTable, type Ended } from './book.ts';

type Trx = Transaction<DirectoryTables>;

/** Rows of one statement: below the number of parameters that PostgreSQL takes. */
const BATCH = 1_000;

/** Ends rows, then begins rows, so that no two hold at a time; and writes the journal of both. */
export async function writeChanges(
  trx: Trx,
  reorganisationId: string,
  day: Day,
  { ended, begun }: { ended: readonly Ended[]; begun: readonly Begun[] },
): Promise<void> {
  for (const table of CHANGED_TABLES) {
    const ids = ended.filter((one) => one.table === table).map((one) => one.rowId);
    if (ids.length === 0) continue;
    await sql`update ${sql.table(table)} set valid_to = ${day}::date where id = any(${ids}::uuid[])`.execute(trx);
  }
  for (const table of CHANGED_TABLES) {
    for (const rows of batches(begun.filter((one) => one.table === table))) {
      await trx
        .insertInto(table)
        .values(rows.map(({ row }) => row) as never)
        .execute();
    }
  }
  const journal = [
    ...ended.map((one) => ({ table_name: one.table, row_id: one.rowId, was: one.was, row: null })),
    ...begun.map((one) => ({ table_name: one.table, row_id: one.row.id, was: null, row: JSON.stringify(one.row) })),
  ];
  for (const rows of batches(journal)) {
    await trx
      .insertInto('directory.reorganisation_change')
      .values(rows.map((row) => ({ id: uuidv7(), reorganisation_id: reorganisationId, ...row })))
      .execute();
  }
}

export interface Journal {
  ended: { table: ChangedTable; rowId: string; was: Day | null }[];
  begun: Begun[];
}

export async function readJournal(trx: Trx, reorganisationId: string): Promise<Journal> {
  const rows = await trx
    .selectFrom('directory.reorganisation_change')
    .selectAll()
    .where('reorganisation_id', '=', reorganisationId)
    .orderBy('id')
    .execute();
  const journal: Journal = { ended: [], begun: [] };
  for (const { table_name, row_id, was, row } of rows) {
    const table = table_name as ChangedTable;
    if (row === null) journal.ended.push({ table, rowId: row_id, was });
    else journal.begun.push({ table, row: { ...row, id: row_id } });
  }
  return journal;
}

/** Takes begun rows away, then lets ended ones go on as before; the journal goes with them. */
export async function undoChanges(trx: Trx, reorganisationId: string, { ended, begun }: Journal): Promise<void> {
  await trx.deleteFrom('directory.reorganisation_change').where('reorganisation_id', '=', reorganisationId).execute();
  for (const table of CHANGED_TABLES.toReversed()) {
    const ids = begun.filter((one) => one.table === table).map((one) => one.row.id);
    // Who has a hat on that goes falls back to another.
    if (table === 'directory.assignment' && ids.length > 0) {
      await trx.deleteFrom('directory.session_hat').where('assignment_id', 'in', ids).execute();
    }
    if (ids.length > 0) await sql`delete from ${sql.table(table)} where id = any(${ids}::uuid[])`.execute(trx);
  }
  for (const table of CHANGED_TABLES) {
    const rows = ended.filter((one) => one.table === table);
    if (rows.length === 0) continue;
    await sql`update ${sql.table(table)} as t set valid_to = v.was
      from unnest(${rows.map((row) => row.rowId)}::uuid[], ${rows.map((row) => row.was)}::date[]) as v (id, was)
      where t.id = v.id`.execute(trx);
  }
}

/** How many of the journal's rows are no longer as the reorganisation left them, by table. */
export async function countChangedSince(
  trx: Trx,
  day: Day,
  { ended, begun }: Journal,
): Promise<Map<ChangedTable, number>> {
  const changed = new Map<ChangedTable, number>();
  for (const table of CHANGED_TABLES) {
    const endedIds = ended.filter((one) => one.table === table).map((one) => one.rowId);
    const rows = begun.filter((one) => one.table === table);
    let count = 0;
    if (endedIds.length > 0) {
      const kept = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}
        where id = any(${endedIds}::uuid[]) and valid_to = ${day}::date`.execute(trx);
      count += endedIds.length - (kept.rows[0]?.count ?? 0);
    }
    if (rows.length > 0) {
      // `@>`: every value that was written is still there. What the row has besides is not ours.
      const kept = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)} t
        join unnest(${rows.map(({ row }) => row.id)}::uuid[], ${rows.map(({ row }) => JSON.stringify(row))}::text[]) as v (id, row)
          on v.id = t.id
        where to_jsonb(t) @> v.row::jsonb`.execute(trx);
      count += rows.length - (kept.rows[0]?.count ?? 0);
    }
    if (count > 0) changed.set(table, count);
  }
  return changed;
}

/** Rows about founded agencies that the reorganisation did not write itself, by table. */
export async function countOnFounded(
  trx: Trx,
  agencyIds: readonly string[],
  { begun }: Journal,
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  if (agencyIds.length === 0) return found;
  const own = begun.map(({ row }) => row.id);
  const columns: [ChangedTable, string[]][] = [
    ['directory.agency_name', ['agency_id']],
    ['directory.agency_code', ['agency_id']],
    ['directory.agency_parent', ['agency_id', 'parent_id']],
    ['directory.agency_link', ['from_agency_id', 'to_agency_id']],
    ['directory.assignment', ['agency_id']],
    ['directory.role_grant', ['agency_id']],
    ['directory.delegation', ['agency_id']],
  ];
  for (const [table, names] of columns) {
    const any = sql.join(
      names.map((name) => sql`${sql.ref(name)} = any(${[...agencyIds]}::uuid[])`),
      sql` or `,
    );
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}
      where (${any}) and not id = any(${own}::uuid[])`.execute(trx);
    if ((rows[0]?.count ?? 0) > 0) found.set(table, rows[0]?.count ?? 0);
  }
  const images = await trx
    .selectFrom('directory.agency_image')
    .select('use')
    .where('agency_id', 'in', [...agencyIds])
    .execute();
  if (images.length > 0) found.set('directory.agency_image', images.length);
  return found;
}

/** What hangs on posts that the reorganisation began and that it did not write itself, by table. */
export async function countOnPosts(trx: Trx, { begun }: Journal): Promise<Map<ChangedTable, number>> {
  const own = begun.map(({ row }) => row.id);
  const posts = begun.filter((one) => one.table === 'directory.assignment').map(({ row }) => row.id);
  const found = new Map<ChangedTable, number>();
  if (posts.length === 0) return found;
  for (const table of ['directory.role_grant', 'directory.delegation'] as const) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}
      where assignment_id = any(${posts}::uuid[]) and not id = any(${own}::uuid[])`.execute(trx);
    if ((rows[0]?.count ?? 0) > 0) found.set(table, rows[0]?.count ?? 0);
  }
  return found;
}

/** Parents that would come back, as the tree knows them; and who of the agencies above has ended meanwhile. */
export async function findReturning(trx: Trx, { ended }: Journal) {
  const ids = (table: ChangedTable) => ended.filter((one) => one.table === table).map((one) => one.rowId);
  const parents = await trx
    .selectFrom('directory.agency_parent as p')
    .innerJoin('directory.agency as b', 'b.id', 'p.parent_id')
    .select(['p.id', 'p.agency_id as agencyId', 'p.parent_id as parentId', 'b.valid_to as parentEnds'])
    .where('p.id', 'in', [...ids('directory.agency_parent'), NOBODY])
    .execute();
  const returning = new Set(ids('directory.agency'));
  return {
    parents,
    gone: parents.filter((row) => row.parentEnds !== null && !returning.has(row.parentId)).length,
  };
}

/** A list for `in` is never empty. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

function* batches<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}
