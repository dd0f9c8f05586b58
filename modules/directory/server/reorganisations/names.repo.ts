import { type Kysely, sql } from 'kysely';
import type { DirectoryTables } from '../tables.ts';

type Db = Kysely<DirectoryTables>;

export async function findPeopleNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return await names(db, 'directory.person', ids);
}

export async function findPositionNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return await names(db, 'directory.position', ids);
}

export async function findRoleNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return await names(db, 'directory.role', ids);
}

async function names(db: Db, table: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from ${sql.table(table)} where id = any(${[...new Set(ids)]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row.name]));
}
