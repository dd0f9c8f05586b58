import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import type { Config } from '#platform/server/config/config.ts';
import type { RawHandler, Running } from '#platform/server/module.ts';
import { openAgents } from './agent/agents.ts';
import { openCounts, type SetAside } from './counts.ts';
import { HIT_COLUMNS } from './hit.ts';
import { clientAddressFinder } from './http/client-address.ts';
import { trackingHandler } from './http/handler.ts';
import { openRateCap } from './http/rate-cap.ts';
import { type LogRefusal, openAppendLog } from './log/append-log.ts';
import { startShipper } from './log/shipper.ts';
import type { SiteRegistry } from './sites.ts';
import { openVisitors } from './visitor.ts';

/** All that a collector needs; it knows neither PostgreSQL nor the rest of the house. */
export interface CollectorParts {
  config: Pick<Config, 'TRUSTED_PROXIES' | 'COLLECTOR_LOG_MAX_MB' | 'COLLECTOR_SYNC' | 'COLLECTOR_RATE'>;
  log: Logger;
  metrics: Registry;
  clickhouse: ClickHouse;
  sites: SiteRegistry;
  visitorKey: Buffer;
  /** Of this process alone; the log of hits lies in it. Usually `<data>/collector`. */
  folder: string;
  /** Called after each insert with the sites whose hits can be read now. */
  onStored(siteCodes: readonly number[]): void;
  /** Milliseconds since 1970; the present where absent. */
  now?: () => number;
}

export interface CollectorState {
  /** Why no hits are taken; null when all is well. */
  refusal: LogRefusal | null;
  /** Hits on disk that reports do not show yet, and since when the oldest waits. */
  waitingHits: number;
  waitingSince: number | null;
  logBytes: number;
  logMaxBytes: number;
  lastStoredAt: number | null;
  /** Why the store does not take hits; null when it does. */
  storeError: string | null;
  recordedHits: number;
  /** What was refused or set apart since the start, by site and reason. */
  setAside: SetAside[];
}

export interface Collector extends Running {
  rawHandler: RawHandler;
  state(): CollectorState;
  /** What was refused or set apart since it was taken last, of known sites. */
  takeSetAside(): SetAside[];
  /** Settles once every hit that was answered before is in the store. @throws Error why it is not */
  settle(): Promise<void>;
}

const STOP_PATIENCE_MS = 5_000;

/** Opens the log, sends on what an earlier run left, and takes hits. */
export async function startCollector(parts: CollectorParts): Promise<Collector> {
  const { config, log, sites } = parts;
  const now = parts.now ?? Date.now;
  const logMaxBytes = config.COLLECTOR_LOG_MAX_MB * 1024 * 1024;
  const appendLog = await openAppendLog({
    folder: join(parts.folder, 'log'),
    sync: config.COLLECTOR_SYNC,
    maxBytes: logMaxBytes,
    log,
    columns: HIT_COLUMNS,
    onWritten: (rows) => shipper.notice(rows),
  });
  const shipper = startShipper({
    appendLog,
    clickhouse: parts.clickhouse,
    table: 'hit',
    sync: config.COLLECTOR_SYNC,
    log,
    now,
    onStored: (codes) => parts.onStored([...codes]),
  });
  const counts = openCounts(parts.metrics, {
    waiting_hits: { help: 'Hits in the log that are not in the store yet', value: () => shipper.waitingRows() },
    oldest_wait_seconds: {
      help: 'How long the oldest hit that is not in the store waits; 0 when none does',
      value: () => secondsSince(shipper.waitingSince(), now()),
    },
    store_failing: { help: '1 while the store does not take hits, else 0', value: () => (shipper.lastError() ? 1 : 0) },
    log_bytes: { help: 'Bytes of the log on disk', value: () => appendLog.bytes() },
    accepting: { help: '1 while hits are taken, else 0', value: () => (appendLog.refusal() === null ? 1 : 0) },
  });
  const agents = openAgents(log);
  const rawHandler = trackingHandler({
    sites,
    agents,
    visitors: openVisitors(parts.visitorKey, sites),
    appendLog,
    counts,
    rateCap: openRateCap(config.COLLECTOR_RATE),
    addressOf: clientAddressFinder(config.TRUSTED_PROXIES),
    log,
    now,
  });

  return {
    rawHandler,
    state: () => ({
      refusal: appendLog.refusal(),
      waitingHits: shipper.waitingRows(),
      waitingSince: shipper.waitingSince(),
      logBytes: appendLog.bytes(),
      logMaxBytes,
      lastStoredAt: shipper.lastStoredAt(),
      storeError: shipper.lastError(),
      recordedHits: counts.recordedHits(),
      setAside: counts.list(),
    }),
    takeSetAside: () => counts.take(),
    settle: () => shipper.settle(),
    async stop() {
      await appendLog.close();
      await shipper.stop(STOP_PATIENCE_MS);
      await agents.stop();
    },
  };
}

function secondsSince(instant: number | null, now: number): number {
  return instant === null ? 0 : (now - instant) / 1_000;
}
