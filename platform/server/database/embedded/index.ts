import { closeSync, fstatSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import type { Logger } from 'pino';
import { makeDataFolder } from '../../process/make-folder.ts';
import { isAlive } from '../../process/process-identity.ts';
import { explainFileError, StartError } from '../../process/start-error.ts';
import type { DatabaseUrls } from '../database.ts';
import { findBinaries } from './binaries.ts';
import { APP_LOGIN, clusterExists, createCluster, DATABASE, OWNER, type Passwords, REPORTS_LOGIN } from './cluster.ts';
import { openLogFile, readLogAfter } from './log-file.ts';
import { findRunning, readPostmaster, runsFromDeletedFile, stopPostmaster, waitUntilReady } from './postmaster.ts';
import { chooseRunAs, type RunAs } from './run-as.ts';
import { serverError } from './server-error.ts';

export interface EmbeddedPostgresOptions {
  /** The node's data folder; the database lies in `postgres` below it. */
  dataDir: string;
  passwords: Passwords;
  log: Logger;
  /** Ends a start in its middle; nothing is left running. */
  signal?: AbortSignal;
  /** false: nothing waits for the disk. For tests, whose data nobody needs after a loss of power. Default true. */
  durable?: boolean;
}

export interface EmbeddedPostgres {
  urls: DatabaseUrls;
  port: number;
  pid: number;
  /** True when a server that was left running was taken over. */
  adopted: boolean;
  stop(): Promise<void>;
  /** Ends it at once, for a process that is cut off; it mends itself at the next start. */
  kill(): void;
}

const PORT_TRIES = 5;

/**
 * Starts the PostgreSQL that comes with the npm packages, on a free port of 127.0.0.1; makes its files at first start;
 * takes over a server that an earlier process left running on them.
 * @throws StartError with a sentence for a person
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = makeDataFolder(options.dataDir);
  const pgData = join(dataDir, 'postgres');
  const logPath = join(dataDir, 'logs', 'postgres.log');
  const { log, signal, passwords } = options;
  const opened = (pid: number, port: number, adopted: boolean): EmbeddedPostgres => ({
    urls: urlsOf(port, passwords),
    port,
    pid,
    adopted,
    stop: () => stopPostmaster(pid, pgData),
    kill: () => void process.kill(pid, 'SIGQUIT'),
  });

  const left = findRunning(pgData);
  if (left !== null) {
    const port = await takeOver(left.pid, pgData, dataDir, options);
    if (port !== null) return opened(left.pid, port, true);
    await stopPostmaster(left.pid, pgData);
  }
  const runAs = chooseRunAs(findBinaries(), pgData);
  try {
    if (!clusterExists(pgData)) await createCluster(runAs, pgData, passwords, signal);
    const { pid, port } = await launch(runAs, pgData, logPath, options);
    await checkLogin(urlsOf(port, passwords).app, dataDir).catch(async (error) => {
      await stopPostmaster(pid, pgData);
      throw error;
    });
    log.debug({ server: pid, port }, 'PostgreSQL is started');
    return opened(pid, port, false);
  } catch (error) {
    throw explainFileError(error, pgData) ?? error;
  }
}

/** The addresses of a server that runs on this data now, started by another process; null when none does. */
export function findEmbeddedPostgres(dataDir: string, passwords: Passwords): DatabaseUrls | null {
  const running = readPostmaster(join(realpathSync(dataDir), 'postgres'));
  return running?.ready && isAlive(running.pid) ? urlsOf(running.port, passwords) : null;
}

/** Was a database ever made here? */
export function hasEmbeddedPostgres(dataDir: string): boolean {
  return clusterExists(join(dataDir, 'postgres'));
}

/**
 * The port of a server that was left running, once it takes our connections. Null when it must make way for a new one:
 * it is just ending, or the programs it was started from are gone after a new `npm ci`.
 */
async function takeOver(
  pid: number,
  pgData: string,
  dataDir: string,
  { log, passwords, signal }: EmbeddedPostgresOptions,
): Promise<number | null> {
  if (runsFromDeletedFile(pid)) return null;
  if (!(await waitUntilReady(pid, pgData, () => findRunning(pgData)?.pid !== pid, signal))) return null;
  const { port } = readPostmaster(pgData) ?? {};
  if (port === undefined) return null;
  try {
    await checkLogin(urlsOf(port, passwords).app, dataDir);
  } catch (error) {
    if (error instanceof StartError) throw error;
    return null;
  }
  log.info({ server: pid, port }, 'PostgreSQL was left running and is taken over');
  return port;
}

async function launch(
  runAs: RunAs,
  pgData: string,
  logPath: string,
  { signal, durable = true }: EmbeddedPostgresOptions,
): Promise<{ pid: number; port: number }> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const port = await freePort();
    const logFile = openLogFile(logPath);
    const before = fstatSync(logFile).size;
    const child = runAs.spawn(runAs.binaries.postgres, ['-D', pgData, ...serverArguments(port, durable)], {
      stdio: ['ignore', logFile, logFile],
      // Its own session: a Ctrl-C in the terminal reaches only us, and we end it last.
      detached: true,
    });
    closeSync(logFile);
    let failure: Error | undefined;
    child.once('error', (error) => {
      failure = error;
    });
    const ended = () => failure !== undefined || child.exitCode !== null || child.signalCode !== null;
    const { pid } = child;
    try {
      if (pid !== undefined && (await waitUntilReady(pid, pgData, ended, signal))) {
        child.unref();
        return { pid, port };
      }
    } catch (error) {
      if (pid !== undefined && !ended()) await stopPostmaster(pid, pgData);
      throw error;
    }
    // A program that cannot be run tells so a moment later.
    if (pid === undefined) await new Promise(setImmediate);
    if (failure)
      throw new StartError(`PostgreSQL could not be run: ${failure.message}. Run "npm ci" again.`, { cause: failure });
    const output = readLogAfter(logPath, before);
    const passing = /could not bind|Address already in use|shared memory block is still in use/.test(output);
    if (!passing || attempt === PORT_TRIES) throw serverError(output, pgData);
    // A killed server's last sessions notice within moments that they are orphans.
    await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
  }
}

/** A small server for one node: little memory, no replication, Vietnamese clock in its log. */
function serverArguments(port: number, durable: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    cluster_name: 'nhipcau',
    max_connections: 100,
    shared_buffers: '64MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '512MB',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_logical_replication_workers: 0,
    max_worker_processes: 4,
    io_method: 'sync',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'Asia/Ho_Chi_Minh',
    log_line_prefix: '%m [%p] %q%u ',
    logging_collector: 'off',
    password_encryption: 'scram-sha-256',
    ...(!durable && { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The first question to the server; it also tells whether the secrets fit. */
async function checkLogin(url: string, dataDir: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    if ((error as { code?: string }).code !== '28P01') throw error;
    throw new StartError(
      `The passwords in ${join(dataDir, 'secrets.json')} are not those of the database beside it: ` +
        'restore that file from a backup, or start with another folder by --data=FOLDER.',
    );
  } finally {
    await client.end().catch(() => {});
  }
}

function urlsOf(port: number, passwords: Passwords): DatabaseUrls {
  const url = (role: string, password: string) =>
    `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`;
  return {
    owner: url(OWNER, passwords.owner),
    app: url(APP_LOGIN, passwords.app),
    reports: url(REPORTS_LOGIN, passwords.reports),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
