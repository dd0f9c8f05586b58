import { createServer } from 'node:net';
import { v7 as uuidv7 } from 'uuid';
import { loadSample } from '#modules/directory/server/index.ts';
import type { Actor } from '#platform/server/auth/actor.ts';
import { openAuth } from '#platform/server/auth/open-auth.ts';
import type { Config } from '#platform/server/config/config.ts';
import type { Context } from '#platform/server/context.ts';
import { buildServer } from '#platform/server/http/server.ts';
import { measureQueue } from '#platform/server/jobs/job-metrics.ts';
import type { RawHandler, UpgradeHandler } from '#platform/server/module.ts';
import type { Platform } from '#platform/server/platform.ts';
import { lockData } from '#platform/server/process/data-lock.ts';
import { addHealth, type HealthCheck } from '#platform/server/process/health.ts';
import { openLog } from '#platform/server/process/log.ts';
import { addMetrics } from '#platform/server/process/metrics.ts';
import type { Shutdown } from '#platform/server/process/shutdown.ts';
import { StartError } from '#platform/server/process/start-error.ts';
import type { Terminal } from '#platform/server/process/terminal.ts';
import { isSetUp } from '#platform/server/set-up.repo.ts';
import { migrate, openPlatform, openPostgres, openStore, prepareDataFolder } from './platform.ts';
import { ensureWebBuilt, webIsBuilt } from './web-build.ts';

/** So long a caller may still take to send or read at the end. */
const SLOW_CALLERS_MS = 2_000;

/** Starts a whole node: stores, modules, jobs, server. Answers its address. @throws StartError */
export async function startNode(
  config: Config,
  terminal: Terminal,
  shutdown: Shutdown,
  demo: boolean,
): Promise<string> {
  const log = openLog(config.LOG_LEVEL);
  prepareDataFolder(config);
  const lock = lockData(config.dataDir, config.services);
  shutdown.defer('lock', lock.release);
  await refuseBusyPort(config);
  if (config.services.has('web')) await ensureWebBuilt(terminal.say, shutdown.signal);
  // What is made from here on is for this user's eyes only.
  process.umask(0o077);
  const urls = await openPostgres(config, log, shutdown);
  shutdown.signal.throwIfAborted();
  const clickhouse = await openStore(config, shutdown);
  const applied = await migrate(urls, clickhouse, terminal);
  if (applied.length > 0) terminal.say(`Database brought up to date (${applied.length} steps).`);
  shutdown.signal.throwIfAborted();
  const platform = await openPlatform(config, log, urls, clickhouse, shutdown);
  shutdown.signal.throwIfAborted();
  if (demo) {
    await loadSample(systemContext(platform, 'demo'), (step, done, total) => {
      shutdown.signal.throwIfAborted();
      terminal.progress(step, done, total);
    });
  }
  shutdown.signal.throwIfAborted();
  const running = await startModules(platform, shutdown);
  if (config.services.has('worker')) await startJobs(platform);
  shutdown.signal.throwIfAborted();
  const address = await listen(platform, running, shutdown);
  lock.setAddress(address);
  return address;
}

export function systemContext(platform: Platform, name: string): Context {
  const actor: Actor = { kind: 'system', name };
  return { platform, actor, requestId: uuidv7(), locale: 'vi' };
}

/** What the modules brought to life here. */
interface Started {
  rawHandlers: RawHandler[];
  upgradeHandlers: UpgradeHandler[];
  health: Record<string, HealthCheck>;
  spared: Set<string>;
}

async function startModules(platform: Platform, shutdown: Shutdown): Promise<Started> {
  const started: Started = { rawHandlers: [], upgradeHandlers: [], health: {}, spared: new Set() };
  for (const module of platform.modules) {
    const running = await module.start?.(platform, platform.config.services);
    if (running === undefined) continue;
    shutdown.defer(module.name, () => running.stop());
    if (running.rawHandler !== undefined) started.rawHandlers.push(running.rawHandler);
    if (running.upgradeHandler !== undefined) started.upgradeHandlers.push(running.upgradeHandler);
    Object.assign(started.health, running.health);
    for (const name of running.spared ?? []) started.spared.add(name);
  }
  return started;
}

async function startJobs(platform: Platform): Promise<void> {
  const definitions = platform.modules.flatMap((module) => module.jobs ?? []);
  measureQueue(platform.metrics, platform.db, platform.log);
  await platform.jobs.work(definitions, (name, id) => ({ ...systemContext(platform, name), requestId: id }));
}

async function listen(platform: Platform, started: Started, shutdown: Shutdown): Promise<string> {
  const { config } = platform;
  const { rawHandlers, upgradeHandlers, health } = started;
  const app = await buildServer({
    platform,
    modules: platform.modules,
    auth: openAuth(platform),
    rawHandlers,
    upgradeHandlers,
    extend(server) {
      addMetrics(server, platform);
      for (const [name, check] of Object.entries({ ...healthOf(platform, shutdown), ...health })) {
        platform.health.set(name, check);
      }
      addHealth(server, platform.health, onlyCollects(config) ? COLLECTS_WITHOUT : started.spared);
    },
  });
  try {
    await app.listen({ port: config.PORT, host: config.HOST });
  } catch (error) {
    throw explainListenError(error, config);
  }
  shutdown.defer('server', async () => {
    const patience = setTimeout(() => app.server.closeAllConnections(), SLOW_CALLERS_MS);
    await app.close();
    clearTimeout(patience);
  });
  const bound = app.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.PORT;
  return config.PUBLIC_URL ?? `http://localhost:${port}`;
}

/** A process that only collects takes hits into its log while these are away; it must stay in front of the sites. */
const COLLECTS_WITHOUT = new Set(['database', 'store', 'jobs']);

function onlyCollects({ services }: Config): boolean {
  return services.size === 1 && services.has('collector');
}

function healthOf(platform: Platform, shutdown: Shutdown): Record<string, HealthCheck> {
  const { config, clickhouse, jobs } = platform;
  return {
    running: () => !shutdown.signal.aborted,
    ...(config.services.has('web') && { web: webIsBuilt }),
    async database() {
      await isSetUp(platform);
      return true;
    },
    store: () => clickhouse.ping(),
    jobs: () => jobs.ready(),
  };
}

/** Before the long work of a first start, not after it. @throws StartError */
async function refuseBusyPort(config: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(explainListenError(error, config)));
    probe.listen(config.PORT, config.HOST, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

function explainListenError(error: unknown, { PORT, HOST }: Config): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${PORT} is in use by another program: stop that one, or choose another with --port=NUMBER.`,
    );
  }
  if (code === 'EACCES')
    return new StartError(`Port ${PORT} may not be used by this user: choose one above 1023 with --port=NUMBER.`);
  if (code === 'EADDRNOTAVAIL')
    return new StartError(`HOST is "${HOST}", but this machine has no such address: take 127.0.0.1 or 0.0.0.0.`);
  return error as Error;
}
