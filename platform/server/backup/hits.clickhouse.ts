import { Readable } from 'node:stream';
import { z } from 'zod';
import { type ClickHouse, defineQuery } from '../clickhouse/clickhouse.ts';

/** A table of the store to be copied: its columns in order, and the first two columns by which it is sorted. */
export interface StoreTable {
  name: string;
  columns: string[];
  sortedBy: { name: string; type: string }[];
}

/** Rows read at once; the embedded engine holds an answer in memory whole. */
const CHUNK_ROWS = 100_000;
const MIGRATIONS = 'schema_migration';

const columnsQuery = defineQuery({
  name: 'platform.backup_columns',
  sql: `select c.table as table, c.name as name, c.type as type, t.sorting_key as sorting
    from system.columns c join system.tables t on t.database = c.database and t.name = c.table
    where c.database = currentDatabase() and t.engine like '%MergeTree' and c.table <> {migrations:String}
      and c.default_kind not in ('ALIAS', 'MATERIALIZED')
    order by c.table, c.position`,
  params: z.object({ migrations: z.string() }),
  row: z.object({ table: z.string(), name: z.string(), type: z.string(), sorting: z.string() }),
});

const migrationsQuery = defineQuery({
  name: 'platform.backup_store_migrations',
  sql: `select distinct name from ${MIGRATIONS} order by name`,
  params: z.object({}),
  row: z.object({ name: z.string() }),
});

export async function findStoreTables(clickhouse: ClickHouse): Promise<StoreTable[]> {
  const tables = new Map<string, StoreTable>();
  for (const { table, name, type, sorting } of await clickhouse.query(columnsQuery, { migrations: MIGRATIONS })) {
    const found = tables.get(table) ?? { name: table, columns: [], sortedBy: [] };
    found.columns.push(name);
    const place = sorting.split(', ').slice(0, 2).indexOf(name);
    if (place !== -1) found.sortedBy[place] = { name, type };
    tables.set(table, found);
  }
  return [...tables.values()];
}

export async function findStoreMigrations(clickhouse: ClickHouse): Promise<string[]> {
  return (await clickhouse.query(migrationsQuery, {})).map(({ name }) => name);
}

/**
 * All rows of a table as TSV lines. The table is read in stretches of its sorting key, which it finds without looking
 * at the rest; rows that come in meanwhile are in the copy or not.
 */
export function copyStoreOut(clickhouse: ClickHouse, table: StoreTable): Readable {
  return Readable.from(stretches(clickhouse, table), { objectMode: false });
}

async function* stretches(clickhouse: ClickHouse, { name, columns, sortedBy }: StoreTable): AsyncGenerator<Buffer> {
  const key = sortedBy.map((column) => quote(column.name)).join(', ');
  const counts = defineQuery({
    name: 'platform.backup_stretches',
    sql: `select [${sortedBy.map((column) => `toString(${quote(column.name)})`).join(', ')}] as key, count() as rows
      from ${quote(name)} group by ${key} order by ${key}`,
    params: z.object({}),
    row: z.object({ key: z.array(z.string()), rows: z.coerce.number() }),
  });
  const places = (side: string) => sortedBy.map(({ type }, n) => `{${side}${n}:${type}}`).join(', ');
  const rows = {
    sql: `select ${columns.map(quote).join(', ')} from ${quote(name)}
      where tuple(${key}) >= tuple(${places('from')}) and tuple(${key}) <= tuple(${places('to')})`,
    params: z.record(z.string(), z.string()),
  };
  const all = await clickhouse.query(counts, {});
  let from: readonly string[] | null = null;
  let count = 0;
  for (const [index, stretch] of all.entries()) {
    from ??= stretch.key;
    count += stretch.rows;
    if (count < CHUNK_ROWS && index < all.length - 1) continue;
    yield await clickhouse.queryTsv(rows, { ...named('from', from), ...named('to', stretch.key) });
    from = null;
    count = 0;
  }
}

const named = (side: string, key: readonly string[]) => Object.fromEntries(key.map((value, n) => [side + n, value]));
const quote = (name: string) => `\`${name.replaceAll('`', '\\`')}\``;
