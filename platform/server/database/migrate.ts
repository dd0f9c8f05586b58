import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { openDatabase } from './database.ts';

export interface ModuleMigrations {
  name: string;
  migrations: Record<string, Migration>;
}

/** Roles that are rights, not people: whoever logs in as app or reports is made a member of one of these. */
export const APP_ROLE = 'nhipcau_app';
export const REPORTS_ROLE = 'nhipcau_reports';

/**
 * Brings every module's schema up to date, in the order given, as the owner. Returns the names of the steps that ran.
 * @throws Error naming the step that failed; a step runs whole or not at all
 */
export async function migrateDatabase(ownerUrl: string, modules: readonly ModuleMigrations[]): Promise<string[]> {
  const db = openDatabase<unknown>(ownerUrl, 1);
  try {
    await refuseOldServer(db);
    await createRoles(db);
    const applied: string[] = [];
    for (const module of modules) applied.push(...(await migrateModule(db, module)));
    return applied;
  } finally {
    await db.destroy();
  }
}

async function migrateModule(db: Kysely<unknown>, { name, migrations }: ModuleMigrations): Promise<string[]> {
  await sql`create schema if not exists ${sql.ref(name)}`.execute(db);
  await grantSchema(db, name);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: name,
    migrationTableName: 'schema_migration',
    migrationLockTableName: 'schema_migration_lock',
  });
  const { error, results } = await migrator.migrateToLatest();
  const failed = results?.find((result) => result.status === 'Error');
  if (error)
    throw new Error(`Migration ${name}/${failed?.migrationName ?? '?'} failed: ${messageOf(error)}`, { cause: error });
  return (results ?? []).map((result) => `${name}/${result.migrationName}`);
}

async function refuseOldServer(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(
    db,
  );
  const version = rows[0]?.version ?? 0;
  if (version < 150_000)
    throw new Error(`PostgreSQL ${Math.floor(version / 10_000)} is too old; 15 or newer is needed.`);
}

async function createRoles(db: Kysely<unknown>): Promise<void> {
  for (const role of [APP_ROLE, REPORTS_ROLE]) {
    // Two processes may start at once on one server.
    await sql`do $$ begin
      if not exists (select from pg_roles where rolname = ${sql.lit(role)}) then create role ${sql.ref(role)} nologin; end if;
    exception when duplicate_object or unique_violation then null; end $$`.execute(db);
    // So that one address can serve all three roles where no other is given.
    await sql`grant ${sql.ref(role)} to current_user`.execute(db);
  }
}

async function grantSchema(db: Kysely<unknown>, schema: string): Promise<void> {
  const name = sql.ref(schema);
  const app = sql.ref(APP_ROLE);
  const reports = sql.ref(REPORTS_ROLE);
  await sql`grant usage on schema ${name} to ${app}, ${reports}`.execute(db);
  await sql`alter default privileges in schema ${name} grant select, insert, update, delete on tables to ${app}`.execute(
    db,
  );
  await sql`alter default privileges in schema ${name} grant usage, select on sequences to ${app}`.execute(db);
  await sql`alter default privileges in schema ${name} grant select on tables to ${reports}`.execute(db);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
