import type { NodeState } from '../../contracts/operations.ts';
import { requirePermission } from '../auth/actor.ts';
import { VERSION } from '../config/version.ts';
import type { Context } from '../context.ts';
import { countJobs } from '../jobs/queue.repo.ts';
import type { Platform } from '../platform.ts';
import { askParts } from '../process/health.ts';
import { folderSizes } from './folder-sizes.ts';
import { storeSizes } from './sizes.clickhouse.ts';
import { countOpenMails, findDatabaseSize } from './sizes.repo.ts';

/** How this node does, as the process that is asked sees it. @throws platform.forbidden */
export async function getNode(ctx: Context): Promise<NodeState> {
  requirePermission(ctx, 'platform.operations.read', null);
  const { platform } = ctx;
  const { config, db, clickhouse } = platform;
  const [parts, disk, database, tables, storeVersion, mail, jobs] = await Promise.all([
    askParts(platform.health),
    folderSizes(config.dataDir, platform.now()),
    findDatabaseSize(db),
    clickhouse.query(storeSizes, {}),
    clickhouse.version(),
    countOpenMails(db),
    countJobs(db),
  ]);
  const jobsIn = (state: string) => jobs.filter((one) => one.state === state).reduce((sum, one) => sum + one.count, 0);
  return {
    parts: Object.entries(parts).map(([name, state]) => ({ name, ready: state === 'ready' })),
    versions: {
      program: VERSION,
      node: process.versions.node,
      database: database.version,
      store: storeVersion,
      system: `${process.platform} ${process.arch}`,
    },
    startedAt: new Date(Date.now() - process.uptime() * 1_000).toISOString(),
    memoryBytes: process.memoryUsage.rss(),
    disk: { folder: config.dataDir, ...disk, measuredAt: disk.measuredAt.toISOString() },
    database: { embedded: config.embeddedPostgres, bytes: database.bytes, tables: database.tables },
    store: {
      embedded: config.embeddedClickHouse,
      bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
      tables,
    },
    waiting: waitingOf(platform),
    mail: { hasServer: config.MAIL_URL !== undefined, ...mail },
    jobs: {
      waiting: jobsIn('waiting'),
      retrying: jobsIn('retrying'),
      active: jobsIn('active'),
      failed: jobsIn('failed'),
    },
  };
}

/** One module holds back what it has answered for: the collector of hits. */
function waitingOf(platform: Platform): NodeState['waiting'] {
  for (const module of platform.modules) {
    const found = module.waiting?.(platform);
    if (found) return { ...found, since: found.since === null ? null : new Date(found.since).toISOString() };
  }
  return null;
}
