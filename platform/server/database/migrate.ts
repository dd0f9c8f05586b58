import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StartError } from '../process/start-error.ts';
import { openDatabase } from './database.ts';

export interface ModuleMigrations {
  name: string;
  migrations: Record<string, Migration>;
}

/** Roles that are rights, not people: whoever logs in as app or reports is made a member of one of these. */
export const APP_ROLE = 'nhipcau_app';
export const REPORTS_ROLE = 'nhipcau_reports';

const TABLE = 'schema_migration';
const LOCK_TABLE = 'schema_migration_lock';

/**
 * Brings every module's schema up to date, in the order given, as the owner. Returns the names of the steps that ran;
 * `progress` hears of each before it runs.
 * @throws StartError when a newer program wrote here, before anything is changed; Error naming the step that failed: a step
 *   runs whole or not at all
 */
export async function migrateDatabase(
  ownerUrl: string,
  modules: readonly ModuleMigrations[],
  progress: (done: number, total: number) => void = () => {},
): Promise<string[]> {
  const db = openDatabase<unknown>(ownerUrl, 1);
  try {
    await refuseOldServer(db);
    const applied = await findApplied(db);
    refuseNewer(
      'database',
      applied,
      modules.flatMap(({ name, migrations }) => Object.keys(migrations).map((step) => `${name}/${step}`)),
    );
    await createRoles(db);
    const missing = modules.map((module) => stepsOf(module).filter((step) => !applied.includes(step)));
    const total = missing.flat().length;
    let done = 0;
    for (const [index, module] of modules.entries()) {
      await migrateModule(db, module, missing[index] ?? [], () => progress((done += 1) - 1, total));
    }
    if (total > 0) progress(total, total);
    return missing.flat();
  } finally {
    await db.destroy();
  }
}

const stepsOf = ({ name, migrations }: ModuleMigrations) =>
  Object.keys(migrations)
    .sort()
    .map((step) => `${name}/${step}`);

async function migrateModule(
  db: Kysely<unknown>,
  { name, migrations }: ModuleMigrations,
  missing: readonly string[],
  before: () => void,
): Promise<void> {
  await sql`create schema if not exists ${sql.ref(name)}`.execute(db);
  await grantSchema(db, name);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: name,
    migrationTableName: TABLE,
    migrationLockTableName: LOCK_TABLE,
  });
  for (const step of missing) {
    before();
    const { error } = await migrator.migrateTo(step.slice(name.length + 1));
    if (error) throw new Error(`Migration ${step} failed: ${messageOf(error)}`, { cause: error });
  }
}

/** Every step that some module had here, `module/0001_name`; also of modules that this program does not know. */
async function findApplied(db: Kysely<unknown>): Promise<string[]> {
  const { rows: schemas } = await sql<{ name: string }>`
    select n.nspname as name from pg_namespace n
    where exists (select from pg_class c where c.relnamespace = n.oid and c.relname = ${TABLE})
      and exists (select from pg_class c where c.relnamespace = n.oid and c.relname = ${LOCK_TABLE})
    order by 1`.execute(db);
  const applied: string[] = [];
  for (const { name } of schemas) {
    const { rows } = await sql<{ name: string }>`select name from ${sql.table(`${name}.${TABLE}`)} order by 1`.execute(
      db,
    );
    applied.push(...rows.map((row) => `${name}/${row.name}`));
  }
  return applied;
}

/** @throws StartError naming the first step that this program does not know */
export function refuseNewer(what: string, applied: readonly string[], known: readonly string[]): void {
  const unknown = applied.find((step) => !known.includes(step));
  if (unknown === undefined) return;
  throw new StartError(
    `The ${what} was brought up to date by a newer version of Nhịp Cầu (it has ${unknown}): start that version or a ` +
      'newer one, or restore a backup made before the upgrade.',
  );
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
