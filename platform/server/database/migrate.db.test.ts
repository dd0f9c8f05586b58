import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrateClickHouse } from '../clickhouse/migrate.ts';
import { core } from '../core.ts';
import { testPlatform } from '../testing/test-platform.ts';
import { migrateDatabase } from './migrate.ts';

async function ask(url: string, statement: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const makesTable: Migration = {
  up: async (db: Kysely<unknown>) => void (await sql`create table platform.later (id uuid primary key)`.execute(db)),
};
const migrations = { ...core.migrations, '9001_later': makesTable };

test('steps run forward, each told before it runs and each whole or not at all', async () => {
  const { urls } = await testPlatform();
  const told: string[] = [];
  const failing = { name: 'platform', migrations: { ...migrations, '9002_fails': makesTable } };
  await expect(migrateDatabase(urls.owner, [failing], (done, total) => told.push(`${done}/${total}`))).rejects.toThrow(
    /Migration platform\/9002_fails failed: .*already exists/,
  );
  expect(told).toEqual(['0/2', '1/2']);
  expect(await migrateDatabase(urls.owner, [{ name: 'platform', migrations }])).toEqual([]);
  expect(await ask(urls.owner, "select to_regclass('platform.later') is not null as made")).toEqual([{ made: true }]);
});

test('what a newer program wrote is refused in one sentence, and nothing is changed', async () => {
  const { urls, platform } = await testPlatform();
  await migrateDatabase(urls.owner, [{ name: 'platform', migrations }]);
  const today = migrateDatabase(urls.owner, [core, { name: 'fresh', migrations: {} }]);
  await expect(today).rejects.toThrow(
    'The database was brought up to date by a newer version of Nhịp Cầu (it has platform/9001_later): start that version',
  );
  expect(await ask(urls.owner, "select from pg_namespace where nspname = 'fresh'")).toEqual([]);

  await platform.clickhouse.insert('schema_migration', [{ name: 'usage_9001_later' }], 'later');
  await expect(migrateClickHouse(platform.clickhouse, [])).rejects.toThrow(
    'The store of hits was brought up to date by a newer version of Nhịp Cầu (it has usage_9001_later)',
  );
});

test('so is a room that this program has not', async () => {
  const { urls } = await testPlatform();
  await migrateDatabase(urls.owner, [core, { name: 'meetings', migrations: { '0001_first': makesTable } }]);
  await expect(migrateDatabase(urls.owner, [core])).rejects.toThrow('(it has meetings/0001_first)');
});
