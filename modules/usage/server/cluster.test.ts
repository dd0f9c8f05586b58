import { expect, test } from 'vitest';
import { onCluster } from '#platform/server/clickhouse/cluster.ts';
import { usageClickHouse } from './hits.clickhouse.ts';
import { removeReplacedVisits } from './kept-visits/kept-visits.clickhouse.ts';
import { originDeletion } from './log-import/origin.clickhouse.ts';

const one = (text: string) => text.replace(/\s+/g, ' ');
const statements = usageClickHouse
  .flatMap((step) => step.statements.flatMap((text) => onCluster(text, 'tinh')))
  .map(one);

test('each table is replicated within a shard, and whole under its own name, spread by site', () => {
  for (const table of ['hit', 'visit', 'visit_day']) {
    const [rows = '', whole = ''] = statements.filter((text) =>
      new RegExp(`^create table if not exists ${table}(_local)? on cluster`).test(text),
    );
    expect(rows).toContain(`create table if not exists ${table}_local on cluster 'tinh' (`);
    expect(rows).toContain(
      ") engine = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')",
    );
    expect(rows).toMatch(/ order by \(site, day/);
    expect(rows).toContain(' replicated_deduplication_window = ');
    expect(whole).toBe(
      `create table if not exists ${table} on cluster 'tinh' as ${table}_local engine = Distributed('tinh', currentDatabase(), ${table}_local, site)`,
    );
  }
  expect(statements.filter((text) => !text.includes("on cluster 'tinh'"))).toEqual([]);
});

test('a new column comes to the rows first and then to the whole; a projection only to the rows', () => {
  const column = 'alter table hit add column if not exists origin LowCardinality(String)';
  expect(onCluster(column, 'tinh')).toEqual([
    "alter table hit_local on cluster 'tinh' add column if not exists origin LowCardinality(String)",
    "alter table hit on cluster 'tinh' add column if not exists origin LowCardinality(String)",
  ]);
  expect(statements.filter((text) => text.includes('add projection'))).toEqual([
    expect.stringMatching(
      /^alter table hit_local on cluster 'tinh' add projection if not exists by_day \( select site, day/,
    ),
  ]);
});

test('rows are taken out on every replica, by what lies beside them', () => {
  expect(onCluster(originDeletion.sql, 'tinh')).toEqual([
    "alter table hit_local on cluster 'tinh' delete where site = {site:UInt32} and origin = {origin:String}",
  ]);
  const [tidied = ''] = onCluster(removeReplacedVisits.sql, 'tinh');
  expect(tidied).toMatch(/^alter table visit_local on cluster 'tinh' delete where/);
  expect(tidied).toContain('from visit_day_local where');
});

test('the table of steps is spread by its first column; questions stay as they are', () => {
  const steps =
    "create table if not exists schema_migration (name String, at DateTime default now('UTC')) engine = MergeTree order by name";
  expect(onCluster(steps, 'tinh')[1]).toMatch(
    /Distributed\('tinh', currentDatabase\(\), schema_migration_local, cityHash64\(name\)\)$/,
  );
  expect(onCluster('select 1', 'tinh')).toEqual(['select 1']);
});
