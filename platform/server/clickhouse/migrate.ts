import { z } from 'zod';
import { refuseNewer } from '../database/migrate.ts';
import { type ClickHouse, defineQuery } from './clickhouse.ts';

/** A step of the store's structure. Statements must be repeatable (`if not exists`): the store has no transactions. */
export interface ClickHouseMigration {
  /** `usage_0001_hits`: module first, sortable. */
  name: string;
  statements: readonly string[];
}

const appliedMigrations = defineQuery({
  name: 'platform.clickhouse_migrations',
  sql: 'select distinct name from schema_migration order by name',
  params: z.object({}),
  row: z.object({ name: z.string() }),
});

/** Runs the steps that have not run, in the order given; answers their names. @throws StartError in a newer store */
export async function migrateClickHouse(
  clickhouse: ClickHouse,
  migrations: readonly ClickHouseMigration[],
): Promise<string[]> {
  const applied = await findAppliedSteps(clickhouse, migrations);
  const missing = migrations.filter(({ name }) => !applied.includes(name));
  for (const migration of missing) {
    for (const statement of migration.statements) await clickhouse.command(statement);
    await clickhouse.insert('schema_migration', [{ name: migration.name }], `migration:${migration.name}`);
  }
  return missing.map(({ name }) => name);
}

/** The steps that have run. @throws StartError when this program does not know all of them */
export async function findAppliedSteps(
  clickhouse: ClickHouse,
  migrations: readonly ClickHouseMigration[],
): Promise<string[]> {
  await clickhouse.command(
    "create table if not exists schema_migration (name String, at DateTime default now('UTC')) engine = MergeTree order by name",
  );
  const applied = (await clickhouse.query(appliedMigrations, {})).map(({ name }) => name);
  refuseNewer(
    'store of hits',
    applied,
    migrations.map(({ name }) => name),
  );
  return applied;
}
