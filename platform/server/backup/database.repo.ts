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
  /** The primary key; none where a table has none. */
  keys: string[];
}

/** Where a sequence goes on. */
export interface CopiedSequence {
  schema: string;
  sequence: string;
  next: string;
}

/** What a module's own record of its migrations is called; it is made again by migrating. */
const MIGRATION_TABLES = ['schema_migration', 'schema_migration_lock'];

/**
 * All tables of the schemas, in an order in which each stands behind those that it refers to; references that may wait for
 * the end of a transaction (deferrable) are left out of account.
 */
export async function findTables(client: pg.ClientBase, schemas: readonly string[]): Promise<CopiedTable[]> {
  const { rows } = await client.query<CopiedTable & { refers: string[] }>(
    `select n.nspname as schema, c.relname as table,
       array(select quote_ident(a.attname) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         order by a.attnum) as columns,
       array(select quote_ident(a.attname) from pg_constraint k
         cross join unnest(k.conkey) with ordinality as key (attnum, place)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = key.attnum
         where k.conrelid = c.oid and k.contype = 'p' order by key.place) as keys,
       array(select rn.nspname || '.' || rc.relname from pg_constraint k
         join pg_class rc on rc.oid = k.confrelid join pg_namespace rn on rn.oid = rc.relnamespace
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid and not k.condeferrable) as refers
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

/**
 * The rows of a table as PostgreSQL's own COPY text, in the order of their keys: the order in which they were written is
 * nothing that anybody should learn from a backup. It would tell who cast which ballot.
 */
export function copyOut(client: pg.ClientBase, table: CopiedTable): Readable {
  const order = table.keys.length === 0 ? '' : ` order by ${table.keys.join(', ')}`;
  const rows = `select ${table.columns.join(', ')} from ${nameOf(table)}${order}`;
  return client.query(copyTo(`copy (${rows}) to stdout`)) as Readable;
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
export async function copyIn(client: pg.ClientBase, table: Omit<CopiedTable, 'keys'>, rows: Readable): Promise<number> {
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

/** Did anybody ever do anything on this node? Every act leaves a row in the audit. */
export async function wasUsed(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ used: boolean }>('select exists (select from platform.audit) as used');
  return rows[0]?.used === true;
}

/** Takes out what migrations and a first start put in; a backup brings its own of it. */
export async function emptyTables(client: pg.ClientBase, tables: readonly CopiedTable[]): Promise<void> {
  if (tables.length > 0) await client.query(`truncate ${tables.map(nameOf).join(', ')}`);
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const nameOf = ({ schema, table }: Pick<CopiedTable, 'schema' | 'table'>) => `${quote(schema)}.${quote(table)}`;

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
    ordered.push({ schema: found.schema, table: found.table, columns: found.columns, keys: found.keys });
  };
  for (const name of byName.keys()) visit(name, []);
  return ordered;
}
