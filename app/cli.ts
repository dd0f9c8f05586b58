import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { sampleAccounts } from '#modules/directory/server/index.ts';
import { verifyAudit } from '#platform/server/audit/verify.ts';
import { readWitness } from '#platform/server/audit/witness.ts';
import { ArchiveError } from '#platform/server/backup/archive-error.ts';
import { type Config, loadConfig, SettingError } from '#platform/server/config/config.ts';
import { loadSecrets } from '#platform/server/config/secrets.ts';
import { type DatabaseUrls, openDatabase } from '#platform/server/database/database.ts';
import { findEmbeddedPostgres, hasEmbeddedPostgres } from '#platform/server/database/embedded/index.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { findHolder, lockData } from '#platform/server/process/data-lock.ts';
import { openLog, withoutPasswords } from '#platform/server/process/log.ts';
import { openShutdown, type Shutdown } from '#platform/server/process/shutdown.ts';
import { explainError, StartError } from '#platform/server/process/start-error.ts';
import { openTerminal } from '#platform/server/process/terminal.ts';
import { checkSecrets } from '#platform/server/secrets.repo.ts';
import { backupNow, restoreNow, verifyBackup } from './backup.ts';
import { doctor } from './doctor.ts';
import { importLogs } from './import-log.ts';
import { startNode } from './node.ts';
import { migrate, openPostgres, openStore, prepareDataFolder } from './platform.ts';
import { recountFile } from './recount.ts';

const HELP = `nhipcau COMMAND

  start [--demo]     run this node in the foreground; --demo loads the sample province first
  demo               the same as start --demo
  migrate            bring database and store up to date, then end
  audit verify       walk the audit's chains; exit code 1 when a row was changed, removed or inserted
  backup [--to=PLACE]
                     back the whole node up, into a folder or an s3:// store; beside a running node it asks that one
  restore FILE       make a node out of a backup, in an empty data folder
  restore --verify FILE
                     read a backup from end to end and say what is in it; nothing is written
  import-log FILE… --site=CODE
                     count access logs of web servers into a site, each line once; beside a running node by that one
  recount FILE       count the votes of a session again from its record; exit code 1 when a result differs
  doctor             look at the stores, the disk, the ports and the versions, and say what to mend

  --port=NUMBER  --data=FOLDER  --services=web,collector,worker
`;

const terminal = openTerminal();

/** Runs a command and answers the exit code; a running node answers when it was asked to end. */
async function run(args: string[], shutdown: Shutdown): Promise<number> {
  const [command = 'start', ...rest] = args;
  switch (command) {
    case 'start':
    case 'demo':
      return await serve(command === 'demo' || rest.includes('--demo'), shutdown);
    case 'migrate':
      return await migrateOnly(shutdown);
    case 'audit':
      if (rest[0] === 'verify') return await verify(shutdown);
      break;
    case 'backup':
      return await backupNow(loadConfig(), terminal, shutdown, optionOf(rest, '--to='));
    case 'restore':
      return await restore(rest, shutdown);
    case 'import-log': {
      const site = optionOf(rest, '--site=');
      const files = rest.filter((arg) => !arg.startsWith('--'));
      if (site !== undefined && files.length > 0)
        return await importLogs(loadConfig(), terminal, shutdown, files, site);
      break;
    }
    case 'recount': {
      const [file] = rest;
      if (file !== undefined) return recountFile(file, terminal);
      break;
    }
    case 'doctor':
      return await doctor(loadConfig(), terminal, shutdown);
    case 'help':
      process.stdout.write(HELP);
      return 0;
    default:
  }
  process.stderr.write(`"${args.join(' ')}" is not a command.\n\n${HELP}`);
  return 2;
}

async function restore(args: readonly string[], shutdown: Shutdown): Promise<number> {
  const file = args.find((arg) => !arg.startsWith('--'));
  if (file === undefined) throw new StartError('Name the backup: nhipcau restore FILE.');
  if (args.includes('--verify')) return await verifyBackup(loadConfig(), terminal, file);
  return await restoreNow(loadConfig(), terminal, shutdown, file);
}

function optionOf(args: readonly string[], name: string): string | undefined {
  return args.find((arg) => arg.startsWith(name))?.slice(name.length);
}

async function serve(demo: boolean, shutdown: Shutdown): Promise<number> {
  const address = await startNode(loadConfig(), terminal, shutdown, demo);
  if (demo) {
    terminal.say('\nSample accounts:');
    for (const { email, password, role } of sampleAccounts) terminal.say(`  ${email}  ${password}  (${role})`);
  }
  terminal.say(`\nNhịp Cầu serves ${address}`);
  await aborted(shutdown.signal);
  return 0;
}

async function migrateOnly(shutdown: Shutdown): Promise<number> {
  const config = loadConfig();
  prepareDataFolder(config);
  shutdown.defer('lock', lockData(config.dataDir, config.services).release);
  const urls = await openPostgres(config, openLog(config.LOG_LEVEL), shutdown);
  const applied = await migrate(urls, await openStore(config, shutdown), terminal);
  for (const step of applied) terminal.say(`  ${step}`);
  terminal.say(applied.length > 0 ? `${applied.length} steps done.` : 'The stores are up to date.');
  return 0;
}

async function verify(shutdown: Shutdown): Promise<number> {
  const config = loadConfig();
  if (!existsSync(config.dataDir))
    throw new StartError(`There is no data folder ${config.dataDir}: name it with --data=FOLDER.`);
  if (config.embeddedPostgres && !hasEmbeddedPostgres(config.dataDir))
    throw new StartError(`There is no database in ${config.dataDir} yet: the first start makes it.`);
  const urls = (config.embeddedPostgres ? besideNode(config) : null) ?? (await openForReading(config, shutdown));
  const db: Kysely<PlatformTables> = openDatabase(urls.reports, 1);
  shutdown.defer('database', () => db.destroy());
  const secrets = loadSecrets(config.dataDir);
  await checkSecrets(db, secrets, config.dataDir).catch((error: unknown) => {
    throw NOT_MADE.has((error as { code?: string }).code ?? '')
      ? new StartError(
          'The database can be reached, but its tables are not made yet: run "migrate", or start the node.',
        )
      : error;
  });
  const { chains, rows, faults } = await verifyAudit(db, secrets.auditKey, readWitness(config.dataDir));
  for (const { chain, seq, kind } of faults) terminal.say(`  ${chain} ${seq}: ${kind.replace('_', ' ')}`);
  terminal.say(`${rows} rows in ${chains} chains: ${faults.length === 0 ? 'whole' : `${faults.length} faults`}.`);
  return faults.length === 0 ? 0 : 1;
}

/** The embedded database of a node that runs on this data; null when none does. */
function besideNode({ dataDir }: Config): DatabaseUrls | null {
  return findHolder(dataDir) === null ? null : findEmbeddedPostgres(dataDir, loadSecrets(dataDir).databasePasswords);
}

async function openForReading(config: Config, shutdown: Shutdown): Promise<DatabaseUrls> {
  if (config.embeddedPostgres) shutdown.defer('lock', lockData(config.dataDir, config.services).release);
  return await openPostgres(config, openLog(config.LOG_LEVEL), shutdown);
}

/** What PostgreSQL says of a database that no node has used: no such role, no such schema, no such table. */
const NOT_MADE = new Set(['22023', '3F000', '42P01']);

/** A start that is asked to end may finish the step in hand, but not for long. */
const STEP_IN_HAND_MS = 4_000;

async function endsSoon(shutdown: Shutdown): Promise<number> {
  await aborted(shutdown.signal);
  await delay(STEP_IN_HAND_MS, undefined, { ref: false });
  return 1;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

function explain(error: unknown): string {
  if (error instanceof SettingError || error instanceof ArchiveError) return error.message;
  const sentence = explainError(error, dataDirOf())?.message;
  return sentence ?? withoutPasswords(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function dataDirOf(): string {
  try {
    return loadConfig().dataDir;
  } catch {
    return 'the data folder';
  }
}

let failed = false;
const shutdown = openShutdown(
  () => openLog('info'),
  () => process.exit(1),
);
// What nobody foresaw leaves the process in an unknown state: it ends in order, and whoever watches it starts it anew.
process.on('uncaughtException', (error) => {
  failed = true;
  if (!shutdown.signal.aborted) terminal.say(explain(error));
  shutdown.ask('an error that nobody foresaw');
});
// A terminal that was closed must not end what serves.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
let code = 1;
try {
  const work = run(process.argv.slice(2), shutdown);
  code = await Promise.race([work, endsSoon(shutdown)]);
} catch (error) {
  failed ||= !shutdown.signal.aborted;
  if (!shutdown.signal.aborted) terminal.say(explain(error));
}
const well = await shutdown.run();
if (shutdown.signal.aborted) process.exit(well && !failed ? 0 : 1);
process.exit(well ? code : 1);
