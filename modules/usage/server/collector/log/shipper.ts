import type { Logger } from 'pino';
import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import type { AppendLog } from './append-log.ts';
import { readBatchEnds, writeBatchEnd } from './batches.ts';
import { readColumns, readRange } from './read-range.ts';
import type { Segment } from './segments.ts';

export interface Shipper {
  /** Tells that rows were written; they are sent on soon. */
  notice(rows: number): void;
  /** Rows on disk that are not in the store yet. */
  waitingRows(): number;
  /** Since when the oldest of them waits, in milliseconds since 1970; null when none waits. */
  waitingSince(): number | null;
  lastError(): string | null;
  lastStoredAt(): number | null;
  /** Settles once all that was noticed before is in the store. @throws Error why the store does not take it */
  settle(): Promise<void>;
  /** Sends what waits, for so long at most, and ends. What is left stays in the log. */
  stop(patienceMs: number): Promise<void>;
}

export interface ShipperParts {
  appendLog: AppendLog;
  clickhouse: ClickHouse;
  table: string;
  sync: boolean;
  log: Logger;
  now: () => number;
  /** Codes of the sites of a batch that is in the store now. */
  onStored(sites: ReadonlySet<number>): void;
}

/** Rows of one insert; the embedded engine holds an insert in memory whole. A block is never parted. */
const BATCH_ROWS = 16_000;
/** A few hits go at once, so that a visit is seen live; in a storm larger batches cost the store less. */
const QUIET_MS = 300;
const BUSY_MS = 800;
const BUSY_ROWS = 1_000;
const RETRY_MS = [200, 500, 1_000, 2_000, 5_000];
/** A growing segment that is sent on entirely is ended at this size, so that little lies on disk twice. */
const SEAL_BYTES = 4 * 1024 * 1024;

/** How far a segment is sent on. */
interface Progress {
  sentTo: number;
  batches: number;
  /** End of a batch that is on record but perhaps not in the store. */
  openEnd: number | null;
  columns: readonly string[];
}

/** Carries the log into the store, batch after batch, oldest first. */
export function startShipper(parts: ShipperParts): Shipper {
  const { appendLog, clickhouse, table, log } = parts;
  const progress = new WeakMap<Segment, Progress>();
  let waitingRows = appendLog.segments().reduce((sum, segment) => sum + segment.rows, 0);
  let waitingSince: number | null = waitingRows > 0 ? parts.now() : null;
  let lastError: string | null = null;
  let lastStoredAt: number | null = null;
  let lastBatchRows = 0;
  let noticed = 0;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let stopping = false;
  let waiters: { until: number; resolve(): void; reject(error: unknown): void }[] = [];

  async function progressOf(segment: Segment): Promise<Progress> {
    let found = progress.get(segment);
    if (found === undefined) {
      const ends = await readBatchEnds(segment);
      found = {
        sentTo: ends.at(-2) ?? 0,
        batches: ends.length,
        openEnd: ends.at(-1) ?? null,
        columns: await readColumns(segment),
      };
      progress.set(segment, found);
    }
    return found;
  }

  /** Sends the next batch; false when nothing is left to send. */
  async function sendOne(): Promise<boolean> {
    for (const segment of appendLog.segments().slice()) {
      const state = await progressOf(segment);
      if (state.openEnd !== null || state.sentTo < segment.length) {
        // A batch on record is read to its end, whatever it holds; a new one is cut where it has rows enough.
        const enough = state.openEnd === null ? BATCH_ROWS : Number.POSITIVE_INFINITY;
        const range = await readRange(segment, state.sentTo, state.openEnd ?? segment.length, enough, log);
        if (range.rows > 0) {
          await sendRange(segment, state, range.payloads, range.rows, range.end);
          return true;
        }
        state.sentTo = range.end;
        state.openEnd = null;
      }
      if (segment.sealed && state.sentTo >= segment.length) await appendLog.remove(segment);
      else if (segment.length >= SEAL_BYTES && state.sentTo >= segment.length) appendLog.seal();
    }
    return false;
  }

  async function sendRange(
    segment: Segment,
    state: Progress,
    payloads: Buffer[],
    rows: number,
    end: number,
  ): Promise<void> {
    if (state.openEnd === null) {
      await writeBatchEnd(segment, state.batches, end, parts.sync);
      state.batches++;
      state.openEnd = end;
    }
    const lines = payloads.length === 1 ? (payloads[0] as Buffer) : Buffer.concat(payloads);
    await clickhouse.insertTsv(table, state.columns, lines, `hits:${segment.id}:${end}`);
    state.sentTo = end;
    state.openEnd = null;
    lastBatchRows = rows;
    waitingRows = Math.max(0, waitingRows - rows);
    lastStoredAt = parts.now();
    waitingSince = waitingRows > 0 ? lastStoredAt : null;
    lastError = null;
    failures = 0;
    parts.onStored(sitesOf(lines));
  }

  async function sendAll(): Promise<void> {
    // While a storm lasts, one batch a turn: the rest waits for the next turn and goes in larger pieces.
    for (;;) {
      const before = noticed;
      if (!(await sendOne())) {
        // All that was written before is in the store; only what came since may wait. Counts of a damaged log err.
        waitingRows = noticed - before;
        for (const { until, resolve } of waiters) if (until <= before) resolve();
        waiters = waiters.filter(({ until }) => until > before);
        return;
      }
      if (waitingRows > 0 && waitingRows < BATCH_ROWS && !stopping) return;
    }
  }

  function run(): void {
    clearTimeout(timer);
    timer = undefined;
    if (running !== null) return;
    running = sendAll()
      .catch((error: unknown) => {
        failures++;
        lastError = error instanceof Error ? error.message : String(error);
        log.warn({ err: error, waitingRows }, 'hits wait in the log: the store does not take them');
        for (const { reject } of waiters) reject(error);
        waiters = [];
      })
      .finally(() => {
        running = null;
        if (waiters.length > 0) run();
        else if (waitingRows > 0 && !stopping) schedule();
      });
  }

  function schedule(): void {
    if (running !== null || stopping) return;
    if (failures === 0 && waitingRows >= BATCH_ROWS) {
      run();
      return;
    }
    const delay =
      failures > 0
        ? (RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] as number)
        : lastBatchRows >= BUSY_ROWS
          ? BUSY_MS
          : QUIET_MS;
    timer ??= setTimeout(run, delay);
  }

  if (appendLog.segments().length > 0) run();

  return {
    notice(rows) {
      noticed += rows;
      waitingRows += rows;
      waitingSince ??= parts.now();
      schedule();
    },
    waitingRows: () => waitingRows,
    waitingSince: () => waitingSince,
    lastError: () => lastError,
    lastStoredAt: () => lastStoredAt,
    async settle() {
      await new Promise<void>((resolve, reject) => {
        waiters.push({ until: noticed, resolve, reject });
        run();
      });
    },
    async stop(patienceMs) {
      stopping = true;
      clearTimeout(timer);
      await running;
      const last = sendAll().catch((error: unknown) => {
        log.warn({ err: error, waitingRows }, 'hits stay in the log until the next start');
      });
      await Promise.race([last, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
    },
  };
}

/** The first column of each line. */
export function sitesOf(lines: Buffer): Set<number> {
  const sites = new Set<number>();
  for (let start = 0; start < lines.length; ) {
    let code = 0;
    let at = start;
    for (let digit = lines[at] as number; digit >= 48 && digit <= 57; digit = lines[++at] as number)
      code = code * 10 + digit - 48;
    sites.add(code);
    const end = lines.indexOf(10, at);
    if (end < 0) break;
    start = end + 1;
  }
  return sites;
}
