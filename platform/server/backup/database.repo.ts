import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** A table to be copied. Names come from the catalogue of PostgreSQL, and are quoted. */
export interface CopiedTable {
  schema: string;
  table: string;
  /** Stored columns, without those that are computed. */
  columns: string[];
}

/** Where a sequence goes on. */
export interface CopiedSequence {
  schema: string;
  sequence: string;
  next: string;
}

/** What a module's own record of its migrations is called; it is made again by migrating. */
const MIGRATION_TABLES = ['schema_migration', 'schema_migration_lock'];

/** All tables of the schemas, in an order in which each stands behind those that it refers to. */
export async function findTables(client: pg.ClientBase, schemas: readonly string[]): Promise<CopiedTable[]> {
  const { rows } = await client.query<CopiedTable & { refers: string[] }>(
    `select n.nspname as schema, c.relname as table,
       array(select quote_ident(a.attname) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         order by a.attnum) as columns,
       array(select rn.nspname || '.' || rc.relname from pg_constraint k
         join pg_class rc on rc.oid = k.confrelid join pg_namespace rn on rn.oid = rc.relnamespace
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'r' and c.relname <> all($2)
     order by n.nspname, c.relname`,
    [schemas, MIGRATION_TABLES],
  );
  return inOrder(rows);
}

export async function findSequences(client: pg.ClientBase, schemas: readonly string[]): Promise<CopiedSequence[]> {
  const { rows } = await client.query<CopiedSequence>(
    `select schemaname as schema, sequencename as sequence, (coalesce(last_value, start_value - 1) + 1)::text as next
     from pg_sequences where schemaname = any($1) order by 1, 2`,
    [schemas],
  );
  return rows;
}

/** Names of the migrations that a schema has had, oldest first; none of one that keeps no tables. */
export async function findMigrations(client: pg.ClientBase, schema: string): Promise<string[]> {
  const { rows: found } = await client.query('select to_regclass($1) is not null as made', [
    `${quote(schema)}.schema_migration`,
  ]);
  if (found[0]?.made !== true) return [];
  const { rows } = await client.query<{ name: string }>(
    `select name from ${quote(schema)}.schema_migration order by name`,
  );
  return rows.map(({ name }) => name);
}

/** The rows of a table as PostgreSQL's own COPY text. */
export function copyOut(client: pg.ClientBase, table: CopiedTable): Readable {
  return client.query(copyTo(`copy ${nameOf(table)} (${table.columns.join(', ')}) to stdout`)) as Readable;
}

/** A job that waits; one in hand is among them and is done again where it is restored. */
export interface WaitingJob {
  name: string;
  data: unknown;
  startAfter: string;
  singletonKey: string | null;
}

export async function findWaitingJobs(client: pg.ClientBase): Promise<WaitingJob[]> {
  const { rows } = await client.query<WaitingJob>(
    `select name, data, to_json(start_after) #>> '{}' as "startAfter", singleton_key as "singletonKey"
     from pgboss.job where state in ('created', 'retry', 'active') and name not like '\\_\\_%' order by created_on, id`,
  );
  return rows;
}

/** Puts COPY text into a table. Answers how many rows. */
export async function copyIn(client: pg.ClientBase, table: CopiedTable, rows: Readable): Promise<number> {
  const sink = client.query(copyFrom(`copy ${nameOf(table)} (${table.columns.join(', ')}) from stdin`));
  await pipeline(rows, sink);
  return sink.rowCount;
}

export async function setSequence(client: pg.ClientBase, { schema, sequence, next }: CopiedSequence): Promise<void> {
  await client.query('select setval(format($$%I.%I$$, $1::text, $2::text)::regclass, $3::bigint, false)', [
    schema,
    sequence,
    next,
  ]);
}

/** How many rows all these tables hold; the app's own tables of a new node hold none. */
export async function countRows(client: pg.ClientBase, tables: readonly CopiedTable[]): Promise<number> {
  let count = 0;
  for (const table of tables) {
    const { rows } = await client.query<{ n: string }>(`select count(*)::text as n from ${nameOf(table)}`);
    count += Number(rows[0]?.n);
  }
  return count;
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const nameOf = ({ schema, table }: CopiedTable) => `${quote(schema)}.${quote(table)}`;

/** Each behind those that it refers to. A circle would be a fault of the schema. */
function inOrder(tables: readonly (CopiedTable & { refers: string[] })[]): CopiedTable[] {
  const byName = new Map(tables.map((table) => [`${table.schema}.${table.table}`, table]));
  const done = new Set<string>();
  const ordered: CopiedTable[] = [];
  const visit = (name: string, above: readonly string[]) => {
    const found = byName.get(name);
    if (found === undefined || done.has(name)) return;
    if (above.includes(name))
      throw new Error(`Tables refer to each other in a circle: ${[...above, name].join(' → ')}`);
    for (const other of found.refers) visit(other, [...above, name]);
    done.add(name);
    ordered.push({ schema: found.schema, table: found.table, columns: found.columns });
  };
  for (const name of byName.keys()) visit(name, []);
  return ordered;
}
