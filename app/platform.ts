import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { type ClickHouse, openClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { findAppliedSteps, migrateClickHouse } from '#platform/server/clickhouse/migrate.ts';
import { prepareRemoteStore, StoreError } from '#platform/server/clickhouse/remote.ts';
import type { Config } from '#platform/server/config/config.ts';
import { loadSecrets } from '#platform/server/config/secrets.ts';
import { aloneOnDatabase } from '#platform/server/database/alone.ts';
import { type DatabaseUrls, openDatabase } from '#platform/server/database/database.ts';
import { startEmbeddedPostgres } from '#platform/server/database/embedded/index.ts';
import { APP_ROLE, migrateDatabase, REPORTS_ROLE } from '#platform/server/database/migrate.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { openEvents } from '#platform/server/events/events.ts';
import { openDiskFiles } from '#platform/server/files/disk.ts';
import type { Files } from '#platform/server/files/files.ts';
import { openS3Files, parseS3Url } from '#platform/server/files/s3.ts';
import { tryFiles } from '#platform/server/files/try-files.ts';
import { openJobs } from '#platform/server/jobs/jobs.ts';
import { migrateJobs } from '#platform/server/jobs/queues.ts';
import type { Platform } from '#platform/server/platform.ts';
import { makeDataFolder } from '#platform/server/process/make-folder.ts';
import { openMetrics } from '#platform/server/process/metrics.ts';
import type { Shutdown } from '#platform/server/process/shutdown.ts';
import { StartError } from '#platform/server/process/start-error.ts';
import type { Terminal } from '#platform/server/process/terminal.ts';
import { claimSecrets } from '#platform/server/secrets.repo.ts';
import { modules } from './modules.ts';

/** Below this the stores could not even be made. */
const LEAST_FREE_BYTES = 200 * 1024 * 1024;

/** Makes the data folder, and refuses one that cannot hold a node. @throws StartError */
export function prepareDataFolder({ dataDir }: Config): void {
  makeDataFolder(dataDir);
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize >= LEAST_FREE_BYTES) return;
  throw new StartError(
    `The disk of ${dataDir} is nearly full (${Math.floor((bavail * bsize) / 1e6)} MB free, 200 MB needed): free some space, or choose another folder with --data=FOLDER.`,
  );
}

/** The database's addresses; starts the embedded one where no address is given. @throws StartError */
export async function openPostgres(config: Config, log: Logger, shutdown: Shutdown): Promise<DatabaseUrls> {
  const owner = config.DATABASE_URL;
  if (owner !== undefined) {
    return {
      owner,
      app: config.DATABASE_APP_URL ?? asRole(owner, APP_ROLE),
      reports: config.DATABASE_REPORTS_URL ?? asRole(owner, REPORTS_ROLE),
    };
  }
  const passwords = loadSecrets(config.dataDir).databasePasswords;
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, passwords, log, signal: shutdown.signal });
  shutdown.defer('PostgreSQL', server.stop, server.kill);
  return server.urls;
}

/**
 * Brings the tables of all modules, of the queue and of ClickHouse up to date; of processes that start together one does,
 * the others wait. Answers the steps that ran.
 * @throws StartError when the server cannot be reached, or when a newer program wrote there; Error naming the step that failed
 */
export async function migrate(urls: DatabaseUrls, clickhouse: ClickHouse, { progress }: Terminal): Promise<string[]> {
  return await aloneOnDatabase(urls.owner, async () => {
    const jobs = modules.flatMap((module) => module.jobs ?? []);
    const steps = modules.flatMap((module) => module.clickhouse ?? []);
    // Neither is changed where the other is newer than this program.
    await findAppliedSteps(clickhouse, steps);
    const applied = await migrateDatabase(urls.owner, modules, (done, total) =>
      progress('Bringing the database up to date', done, total),
    );
    await migrateJobs(urls.owner, jobs);
    return [...applied, ...(await migrateClickHouse(clickhouse, steps))];
  });
}

/** The store of hits: the embedded engine, or a server by its address. @throws StartError */
export async function openStore(
  { CLICKHOUSE_URL, CLICKHOUSE_CLUSTER: cluster, dataDir }: Config,
  shutdown: Shutdown,
): Promise<ClickHouse> {
  if (CLICKHOUSE_URL !== undefined) {
    await prepareRemoteStore(CLICKHOUSE_URL, cluster).catch((error: unknown) => {
      throw error instanceof StoreError ? new StartError(error.message, { cause: error }) : error;
    });
  }
  const clickhouse = openClickHouse(
    CLICKHOUSE_URL === undefined ? { folder: join(dataDir, 'clickhouse') } : { url: CLICKHOUSE_URL, cluster },
  );
  shutdown.defer('ClickHouse', () => clickhouse.close());
  return clickhouse;
}

/** Opens every other store and queue of this process, each with its end deferred. */
export async function openPlatform(
  config: Config,
  log: Logger,
  urls: DatabaseUrls,
  clickhouse: ClickHouse,
  shutdown: Shutdown,
): Promise<Platform> {
  const db = openDatabase<unknown>(urls.app, 10);
  shutdown.defer('database', () => db.destroy());
  const secrets = loadSecrets(config.dataDir);
  // oxlint-disable-next-line nhipcau/guarded-writes -- the process marks its database before anybody acts in it
  await (db as Kysely<PlatformTables>).transaction().execute((trx) => claimSecrets(trx, secrets, config.dataDir));
  const reports = openDatabase<unknown>(urls.reports, 5);
  shutdown.defer('reports', () => reports.destroy());
  const events = await openEvents(urls.app, db, log);
  shutdown.defer('events', () => events.close());
  const metrics = openMetrics();
  const jobs = await openJobs(urls.app, log, metrics, config.services.has('worker'));
  shutdown.defer('jobs', () => jobs.stop(5_000));
  return {
    config,
    log,
    metrics,
    secrets,
    db,
    reports,
    clickhouse,
    files: await openFiles(config),
    jobs,
    events,
    modules,
    health: new Map(),
    now: () => new Date(),
  };
}

/**
 * The store of files: a folder, or a store that speaks S3, which is tried first: a wrong bucket or key shows now and not
 * with the first file.
 * @throws StartError
 */
export async function openFiles({ FILES_URL, FILES_S3_KEY, FILES_S3_SECRET, dataDir }: Config): Promise<Files> {
  if (FILES_URL === undefined) return openDiskFiles(join(dataDir, 'files'));
  if (FILES_URL.startsWith('file:')) return openDiskFiles(fileURLToPath(FILES_URL));
  const files = await openS3Files(parseS3Url(FILES_URL, FILES_S3_KEY, FILES_S3_SECRET));
  await tryFiles(files).catch((error: Error) => {
    const reason = [error.name, error.message].filter((part) => part && part !== 'Error').join(': ');
    throw new StartError(
      `FILES_URL names the bucket ${new URL(FILES_URL).host}, but it cannot be used (${reason}): check bucket, endpoint, FILES_S3_KEY and FILES_S3_SECRET.`,
      { cause: error },
    );
  });
  return files;
}

/** The same login with fewer rights, where no login of its own is given. */
function asRole(url: string, role: string): string {
  const changed = new URL(url);
  changed.searchParams.set('options', `-c role=${role}`);
  return changed.href;
}
