import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBackupState } from '#platform/server/backup/backup-state.ts';
import type { BackupTables } from '#platform/server/backup/backups.repo.ts';
import { openClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { hasRemoteStore } from '#platform/server/clickhouse/remote.ts';
import type { Config } from '#platform/server/config/config.ts';
import { loadSecrets } from '#platform/server/config/secrets.ts';
import { proxyProblem } from '#platform/server/config/trusted-proxies.ts';
import { askServer } from '#platform/server/database/ask-server.ts';
import { type DatabaseUrls, openDatabase } from '#platform/server/database/database.ts';
import { findEmbeddedPostgres, hasEmbeddedPostgres } from '#platform/server/database/embedded/index.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { findHolder, lockData } from '#platform/server/process/data-lock.ts';
import { openLog } from '#platform/server/process/log.ts';
import type { Shutdown } from '#platform/server/process/shutdown.ts';
import type { Terminal } from '#platform/server/process/terminal.ts';
import { openFiles, openPostgres } from './platform.ts';
import { webIsBuilt } from './web-build.ts';

/** One thing looked at: what was found and, where it is not well, how to mend it. */
interface Finding {
  found: string;
  mend?: string;
}

const GIGABYTE = 1e9;
const CLOCK_DRIFT_MS = 5_000;
const PATIENCE_MS = 5_000;

/**
 * Looks at what a node needs and says what to mend. Answers 1 when something is not well. Beside a running node it asks
 * that one's stores; else it opens the stores itself and closes them again.
 */
export async function doctor(config: Config, { say }: Terminal, shutdown: Shutdown): Promise<number> {
  const holder = findHolder(config.dataDir);
  if (holder === null && existsSync(config.dataDir)) {
    shutdown.defer('lock', lockData(config.dataDir, config.services).release);
  }
  const urls = onlyOnce(() => findDatabase(config, shutdown));
  const looks: [string, () => Finding | Promise<Finding>][] = [
    ['versions', versions],
    ['packages', packages],
    ['disk', () => disk(config)],
    ['port', () => port(config, holder)],
    ['proxy', () => proxy(config)],
    ['clock', clock],
    ['database', () => database(config, urls)],
    ['store', () => store(config, holder?.address ?? null)],
    ['files', () => files(config)],
    ['backup', () => backup(config, urls)],
  ];
  let well = true;
  for (const [what, look] of looks) {
    const { found, mend } = await (async () => await look())().catch(
      (error: Error): Finding => ({ found: 'cannot be used', mend: error.message }),
    );
    say(`${mend === undefined ? 'well' : 'MEND'}  ${what}: ${found}${mend === undefined ? '' : `\n      ${mend}`}`);
    well &&= mend === undefined;
  }
  return well ? 0 : 1;
}

function versions(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  const found = `Node ${process.versions.node} on ${process.platform} ${process.arch}`;
  return { found, ...(major < 24 && { mend: 'Node 24 is needed: run "npm ci".' }) };
}

/** That the packages are those of package-lock.json was seen to before this program began. */
function packages(): Finding {
  return { found: webIsBuilt() ? 'there, and the screens are built' : 'there; the next start builds the screens' };
}

function disk({ dataDir }: Config): Finding {
  if (!existsSync(dataDir)) return { found: `${dataDir} does not exist yet; the first start makes it` };
  const { bavail, bsize } = statfsSync(dataDir);
  const free = (bavail * bsize) / GIGABYTE;
  return {
    found: `${free.toFixed(1)} GB free for ${dataDir}`,
    ...(free < 1 && { mend: 'Less than 1 GB is free: remove what is not needed, or move the data folder.' }),
  };
}

async function port({ PORT, HOST }: Config, holder: ReturnType<typeof findHolder>): Promise<Finding> {
  if (holder !== null) {
    return { found: `a node runs on this data (process ${holder.pid}, ${holder.address ?? 'still starting'})` };
  }
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(PORT, HOST, () => probe.close(() => resolve(true)));
  });
  return {
    found: `${PORT} is ${free ? 'free' : 'in use by another program'}`,
    ...(!free && { mend: 'Stop that program, or choose another port with --port=NUMBER.' }),
  };
}

function proxy(config: Config): Finding {
  const mend = proxyProblem(config);
  const { TRUSTED_PROXIES } = config;
  return {
    found: TRUSTED_PROXIES.length > 0 ? `${TRUSTED_PROXIES.join(', ')} may say who asks` : 'none is trusted',
    ...(mend !== null && { mend }),
  };
}

/** Days and deadlines are counted in Vietnamese time; a machine without its rules would count them wrongly. */
function clock(): Finding {
  const now = new Date();
  const zone = { timeZone: 'Asia/Ho_Chi_Minh', timeZoneName: 'shortOffset' } as const;
  const known = new Intl.DateTimeFormat('en', zone).format(now).endsWith('GMT+7');
  const found = `${now.toISOString()}, in Vietnam ${now.toLocaleString('vi-VN', { timeZone: zone.timeZone })}`;
  return { found, ...(!known && { mend: 'The time zone Asia/Ho_Chi_Minh is not known: install the package tzdata.' }) };
}

/** The database of a node that runs here, or one that is opened for this; null where none is made yet. */
async function findDatabase(config: Config, shutdown: Shutdown): Promise<DatabaseUrls | null> {
  if (config.embeddedPostgres && !hasEmbeddedPostgres(config.dataDir)) return null;
  const passwords = config.embeddedPostgres ? loadSecrets(config.dataDir).databasePasswords : null;
  const running = passwords === null ? null : findEmbeddedPostgres(config.dataDir, passwords);
  return running ?? (await openPostgres(config, openLog('silent'), shutdown));
}

function onlyOnce<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => (asked ??= ask());
}

async function database(config: Config, find: () => Promise<DatabaseUrls | null>): Promise<Finding> {
  const own = config.embeddedPostgres;
  const urls = await find();
  if (urls === null) return { found: 'none yet; the first start makes it' };
  try {
    const { version, number, now, made } = await askServer(own ? urls.app : urls.owner, PATIENCE_MS);
    // The roles with fewer rights come with the first start; from then on they must be let in too.
    if (made && !own) for (const url of [urls.app, urls.reports]) await askServer(url, PATIENCE_MS);
    const drift = Math.abs(Date.now() - now.getTime());
    const found = `${own ? 'embedded ' : ''}PostgreSQL ${version}, clocks ${drift} ms apart${made ? '' : '; the first start makes its tables'}`;
    if (number < 150_000) return { found, mend: 'PostgreSQL 15 or newer is needed.' };
    return {
      found,
      ...(drift > CLOCK_DRIFT_MS && { mend: 'Let both machines take their time from one time server.' }),
    };
  } catch (error) {
    const mend = own
      ? `Look into ${join(config.dataDir, 'logs', 'postgres.log')}.`
      : 'Check DATABASE_URL, and that the server runs and lets this machine in.';
    // An error of several addresses has no message of its own.
    const inner = error instanceof AggregateError ? error.errors[0] : error;
    return { found: (inner as Error).message || 'does not answer', mend };
  }
}

async function store({ CLICKHOUSE_URL, dataDir }: Config, address: string | null): Promise<Finding> {
  if (CLICKHOUSE_URL !== undefined) {
    if (!(await hasRemoteStore(CLICKHOUSE_URL)))
      return { found: 'its database is not there yet; the first start makes it' };
    const clickhouse = openClickHouse({ url: CLICKHOUSE_URL });
    try {
      return { found: `ClickHouse ${await clickhouse.version()}` };
    } finally {
      await clickhouse.close();
    }
  }
  if (address !== null) {
    const answer = await fetch(new URL('/health/ready', address), { signal: AbortSignal.timeout(PATIENCE_MS) });
    const { parts } = (await answer.json()) as { parts: Record<string, string> };
    if (parts['store'] === 'ready') return { found: 'the embedded ClickHouse of the running node answers' };
    return { found: 'the embedded ClickHouse does not answer', mend: 'Start the node again.' };
  }
  const folder = join(dataDir, 'clickhouse');
  if (!existsSync(folder) || readdirSync(folder).length === 0) return { found: 'none yet; the first start makes it' };
  const clickhouse = openClickHouse({ folder });
  try {
    if (await clickhouse.ping()) return { found: `embedded ClickHouse ${await clickhouse.version()}` };
  } finally {
    await clickhouse.close();
  }
  return {
    found: 'the embedded ClickHouse cannot be opened',
    mend: `Look at the disk of ${folder}, or restore it from a backup.`,
  };
}

/** A folder is seen to with the disk. */
async function files(config: Config): Promise<Finding> {
  const { FILES_URL } = config;
  if (FILES_URL?.startsWith('s3:')) {
    await openFiles(config);
    return { found: `the bucket ${new URL(FILES_URL).host} takes, gives and removes files` };
  }
  return {
    found: `in the folder ${FILES_URL === undefined ? join(config.dataDir, 'files') : fileURLToPath(FILES_URL)}`,
  };
}

/** How old the last backup is, and whether it should be younger. */
async function backup(config: Config, find: () => Promise<DatabaseUrls | null>): Promise<Finding> {
  const nightly = config.BACKUP_URL !== undefined;
  const urls = await find();
  const none = { found: nightly ? 'none yet; one is made every night' : 'none; BACKUP_URL is not set' };
  if (urls === null) return none;
  const db = openDatabase<BackupTables & PlatformTables>(urls.app, 1);
  try {
    const state = await findBackupState(db, config, new Date());
    const last = state.last && `${state.last.file}, ${hoursSince(state.last.endedAt)} h ago`;
    const found = last ?? none.found;
    if (state.failed !== null) return { found, mend: `The newest one failed: ${state.failed.cause}` };
    if (state.late) return { found, mend: 'The nightly backup has not been made: look at the jobs, or run "backup".' };
    return { found };
  } catch (error) {
    // Not migrated yet.
    if (NOT_MADE.has((error as { code?: string }).code ?? '')) return none;
    throw error;
  } finally {
    await db.destroy();
  }
}

/** No such role, schema or table. */
const NOT_MADE = new Set(['22023', '28000', '28P01', '3F000', '42P01', '42501']);
const hoursSince = (at: Date) => Math.round((Date.now() - at.getTime()) / 3_600_000);
