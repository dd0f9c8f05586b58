import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Registry } from 'prom-client';
import { backUp } from '#platform/server/backup/back-up.ts';
import { backupJob } from '#platform/server/backup/backup.job.ts';
import { type BackupTables, listBackups } from '#platform/server/backup/backups.repo.ts';
import { inspectBackup, restoreBackup } from '#platform/server/backup/restore.ts';
import { openBackupFile, openTarget } from '#platform/server/backup/target.ts';
import type { Config } from '#platform/server/config/config.ts';
import { loadSecrets } from '#platform/server/config/secrets.ts';
import { openDatabase } from '#platform/server/database/database.ts';
import { findEmbeddedPostgres } from '#platform/server/database/embedded/index.ts';
import { openJobs } from '#platform/server/jobs/jobs.ts';
import { migrateJobs } from '#platform/server/jobs/queues.ts';
import { findHolder, lockData } from '#platform/server/process/data-lock.ts';
import { openLog } from '#platform/server/process/log.ts';
import type { Shutdown } from '#platform/server/process/shutdown.ts';
import { StartError } from '#platform/server/process/start-error.ts';
import type { Terminal } from '#platform/server/process/terminal.ts';
import { modules } from './modules.ts';
import { systemContext } from './node.ts';
import { migrate, openFiles, openPlatform, openPostgres, openStore, prepareDataFolder } from './platform.ts';

const MEGABYTE = 1e6;
const POLL_MS = 500;

/**
 * `nhipcau backup`: beside a running node it asks that one, else it opens the stores itself. Goes to `--to`, else to
 * BACKUP_URL, else into the data folder. Answers the exit code.
 */
export async function backupNow(config: Config, terminal: Terminal, shutdown: Shutdown, to?: string): Promise<number> {
  if (!existsSync(config.dataDir)) {
    throw new StartError(`There is no data folder ${config.dataDir}: name it with --data=FOLDER.`);
  }
  const url = to === undefined ? config.BACKUP_URL : addressOf(to);
  const log = openLog(config.LOG_LEVEL);
  if (findHolder(config.dataDir) !== null && config.embeddedClickHouse) {
    if (to !== undefined || url === undefined) {
      throw new StartError(
        'A node runs on this data, and makes its backups itself: set BACKUP_URL for it and leave --to away, or stop it first.',
      );
    }
    return await askRunningNode(config, terminal, shutdown);
  }
  shutdown.defer('lock', lockData(config.dataDir, config.services).release);
  const urls = await openPostgres(config, log, shutdown);
  const clickhouse = await openStore(config, shutdown);
  await migrate(urls, clickhouse, terminal);
  const platform = await openPlatform(config, log, urls, clickhouse, shutdown);
  const target = await openTarget(url ?? pathToFileURL(config.dataDir).href, config);
  let part = '';
  const { file, size } = await backUp(systemContext(platform, 'backup'), target, config.BACKUP_KEEP, (piece, bytes) => {
    const [now = ''] = piece.split('/');
    if (now !== part) terminal.say(`  ${now} (${(bytes / MEGABYTE).toFixed(1)} MB so far)`);
    part = now;
  });
  terminal.say(`Backed up: ${join(target.place, file)}, ${(size / MEGABYTE).toFixed(1)} MB.`);
  if (config.BACKUP_KEY === undefined) {
    terminal.say(
      'It is not sealed, and holds the secrets of this node: set BACKUP_KEY, or keep it where only you read.',
    );
  }
  return 0;
}

async function askRunningNode(config: Config, terminal: Terminal, shutdown: Shutdown): Promise<number> {
  const urls = config.embeddedPostgres
    ? findEmbeddedPostgres(config.dataDir, loadSecrets(config.dataDir).databasePasswords)
    : await openPostgres(config, openLog('silent'), shutdown);
  if (urls === null) throw new StartError('The running node is still starting: wait until it serves.');
  const db = openDatabase<BackupTables>(urls.app, 1);
  shutdown.defer('database', () => db.destroy());
  const jobs = await openJobs(urls.app, openLog('silent'), new Registry(), false);
  shutdown.defer('jobs', () => jobs.stop(0));
  const asked = new Date();
  await jobs.putBack([{ name: backupJob.name, data: {}, startAfter: asked.toISOString(), singletonKey: null }]);
  terminal.say('The running node makes the backup …');
  for (;;) {
    shutdown.signal.throwIfAborted();
    const [newest] = await listBackups(db, 1);
    if (newest && newest.started_at >= asked && newest.state !== 'running') {
      const done = newest.state === 'done';
      terminal.say(
        done
          ? `Backed up: ${join(newest.place, newest.file)}, ${((newest.bytes ?? 0) / MEGABYTE).toFixed(1)} MB.`
          : `The backup failed: ${newest.cause}`,
      );
      return done ? 0 : 1;
    }
    await new Promise((go) => setTimeout(go, POLL_MS));
  }
}

/** `nhipcau restore --verify FILE`: reads a backup from end to end and says what is in it; nothing is written. */
export async function verifyBackup(config: Config, { say }: Terminal, from: string): Promise<number> {
  say('Reading the backup from end to end …');
  const { manifest, counted } = await inspectBackup(openerOf(from, config), config.BACKUP_KEY, modules);
  say(
    `The backup is whole and can be restored by this program: the node of ${manifest.at}, version ${manifest.version}, ` +
      `${counted.rows} rows in ${manifest.tables.length} tables, ${counted.hits} hits, ${counted.files} files.`,
  );
  return 0;
}

/**
 * `nhipcau restore FILE`: makes a node out of a backup, in an empty data folder and on empty stores. The whole backup is
 * read and proved before anything is written.
 */
export async function restoreNow(
  config: Config,
  terminal: Terminal,
  shutdown: Shutdown,
  from: string,
): Promise<number> {
  const open = openerOf(from, config);
  terminal.say('Reading the backup from end to end …');
  const head = await inspectBackup(open, config.BACKUP_KEY, modules);
  prepareDataFolder(config);
  refuseUsedFolder(config.dataDir);
  shutdown.defer('lock', lockData(config.dataDir, config.services).release);
  process.umask(0o077);
  writeFileSync(join(config.dataDir, 'secrets.json'), head.secrets, { mode: 0o600 });
  if (head.settings !== null) keepSettings(config.settingsFile, head.settings, terminal);
  const log = openLog(config.LOG_LEVEL);
  const urls = await openPostgres(config, log, shutdown);
  const clickhouse = await openStore(config, shutdown);
  const { manifest, rows, hits, files } = await restoreBackup(
    {
      open,
      key: config.BACKUP_KEY,
      modules,
      ownerUrl: urls.owner,
      clickhouse,
      files: await openFiles(config),
      async enqueue(waiting) {
        await migrateJobs(
          urls.owner,
          modules.flatMap((module) => module.jobs ?? []),
        );
        const jobs = await openJobs(urls.app, log, new Registry(), false);
        await jobs.putBack(waiting);
        await jobs.stop(0);
      },
      progress: (step, done, total) => terminal.progress(step, done, total),
    },
    head,
  );
  terminal.say(`Restored the node of ${manifest.at}: ${rows} rows, ${hits} hits, ${files} files. Start it now.`);
  return 0;
}

/** Opens the backup from its beginning, as often as it is asked. @throws StartError when there is none */
function openerOf(from: string, config: Config) {
  const address = addressOf(from);
  if (address.startsWith('file:') && !existsSync(fileURLToPath(address))) {
    throw new StartError(`There is no backup ${fileURLToPath(address)}: name the file that ends in .tar.zst or .age.`);
  }
  return () => openBackupFile(address, config);
}

/** A folder or an address, as people write them. */
function addressOf(place: string): string {
  return /^(s3|file):/.test(place) ? place : pathToFileURL(resolve(place)).href;
}

/** @throws StartError */
function refuseUsedFolder(dataDir: string): void {
  const used = readdirSync(dataDir).filter((name) => name !== 'locks' && name !== 'backups' && name !== 'nhipcau.env');
  if (used.length === 0) return;
  throw new StartError(
    `${dataDir} is not empty (it has ${used[0]}): a backup is restored into a new folder, named with --data=FOLDER.`,
  );
}

/** The settings that are there already win: this machine is perhaps not the one of the backup. */
function keepSettings(path: string, settings: Buffer, terminal: Terminal): void {
  const place = existsSync(path) ? `${path}.from-backup` : path;
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, settings, { mode: 0o600 });
  terminal.say(`The settings of the node went to ${basename(place)}: read them before you start.`);
}
