import { createReadStream, existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { getLogImport, importLog, type LogImport, startLogImport, uploadLog } from '#modules/usage/server/index.ts';
import { AppError } from '#platform/errors.ts';
import { absentStore } from '#platform/server/clickhouse/absent.ts';
import type { Config } from '#platform/server/config/config.ts';
import { loadSecrets } from '#platform/server/config/secrets.ts';
import type { Context } from '#platform/server/context.ts';
import { findEmbeddedPostgres } from '#platform/server/database/embedded/index.ts';
import { findHolder, lockData } from '#platform/server/process/data-lock.ts';
import { openLog } from '#platform/server/process/log.ts';
import type { Shutdown } from '#platform/server/process/shutdown.ts';
import { StartError } from '#platform/server/process/start-error.ts';
import type { Terminal } from '#platform/server/process/terminal.ts';
import { systemContext } from './node.ts';
import { migrate, openPlatform, openPostgres, openStore } from './platform.ts';

const POLL_MS = 500;
const MEGABYTE = 1e6;

/**
 * `nhipcau import-log FILE… --site=CODE`: counts logs of web servers into a site. Beside a running node that one counts
 * them, else this process does. A log that was cut off, or comes again, goes on where it was. Answers the exit code.
 */
export async function importLogs(
  config: Config,
  terminal: Terminal,
  shutdown: Shutdown,
  paths: readonly string[],
  site: string,
): Promise<number> {
  const code = Number(site);
  if (!Number.isInteger(code) || code < 1) throw new StartError(`--site=${site} is not the number of a site.`);
  for (const path of paths) {
    if (!existsSync(path) || !statSync(path).isFile()) throw new StartError(`There is no file ${path}.`);
  }
  if (!existsSync(config.dataDir)) {
    throw new StartError(`There is no data folder ${config.dataDir}: name it with --data=FOLDER.`);
  }
  const beside = findHolder(config.dataDir) !== null && config.embeddedClickHouse;
  const ctx = beside ? await besideNode(config, shutdown) : await alone(config, terminal, shutdown);
  let faults = 0;
  for (const path of paths) {
    shutdown.signal.throwIfAborted();
    try {
      const { id } = await uploadLog(ctx, code, basename(path), createReadStream(path));
      await startLogImport(ctx, code, id);
      const counting = beside ? Promise.resolve() : importLog(ctx, id);
      const done = await follow(ctx, code, id, counting, terminal, shutdown);
      terminal.say(resultOf(path, done));
      if (done.state !== 'done') faults++;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      terminal.say(`${path}: ${error.detail ?? error.code}`);
      faults++;
    }
  }
  return faults === 0 ? 0 : 1;
}

/** The running node holds the store of hits: it gets the file and a job. */
async function besideNode(config: Config, shutdown: Shutdown): Promise<Context> {
  const urls = config.embeddedPostgres
    ? findEmbeddedPostgres(config.dataDir, loadSecrets(config.dataDir).databasePasswords)
    : await openPostgres(config, openLog('silent'), shutdown);
  if (urls === null) throw new StartError('The running node is still starting: wait until it serves.');
  // It runs no jobs here: they would want the store.
  const quiet: Config = { ...config, services: new Set() };
  return systemContext(await openPlatform(quiet, openLog('silent'), urls, absentStore, shutdown), 'import-log');
}

async function alone(config: Config, terminal: Terminal, shutdown: Shutdown): Promise<Context> {
  const log = openLog(config.LOG_LEVEL);
  shutdown.defer('lock', lockData(config.dataDir, config.services).release);
  const urls = await openPostgres(config, log, shutdown);
  const clickhouse = await openStore(config, shutdown);
  await migrate(urls, clickhouse, terminal);
  return systemContext(await openPlatform(config, log, urls, clickhouse, shutdown), 'import-log');
}

async function follow(
  ctx: Context,
  code: number,
  id: string,
  counting: Promise<void>,
  terminal: Terminal,
  shutdown: Shutdown,
): Promise<LogImport> {
  let failure: Error | null = null as Error | null;
  counting.catch((error: unknown) => {
    failure = error instanceof Error ? error : new Error(String(error));
  });
  for (;;) {
    shutdown.signal.throwIfAborted();
    if (failure !== null) throw failure;
    const one = await getLogImport(ctx, code, id);
    if (one.state !== 'waiting' && one.state !== 'running') return one;
    terminal.progress(
      one.name,
      Math.round(one.readBytes / MEGABYTE),
      Math.max(1, Math.round(one.fileBytes / MEGABYTE)),
    );
    await delay(POLL_MS);
  }
}

function resultOf(
  path: string,
  { state, cause, lines, skippedBytes, recorded, bots, aside, broken }: LogImport,
): string {
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, some) => all + some, 0);
  const parts = (counts: Record<string, number>) => Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  const known = skippedBytes > 0 ? `; the first ${(skippedBytes / MEGABYTE).toFixed(1)} MB were counted before` : '';
  return [
    `${path}: ${state}${cause === null ? '' : ` (${cause})`}, ${lines} new lines${known}.`,
    ...Object.entries({ people: recorded, robots: bots, 'set apart': aside, broken })
      .filter(([, counts]) => sum(counts) > 0)
      .map(([name, counts]) => `  ${name}: ${sum(counts)} (${parts(counts).join(', ')})`),
  ].join('\n');
}
