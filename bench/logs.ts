import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { openAgents } from '#modules/usage/server/collector/agent/agents.ts';
import { testSite, testSites } from '#modules/usage/server/collector/testing.ts';
import { openVisitors } from '#modules/usage/server/collector/visitor.ts';
import { usageClickHouse } from '#modules/usage/server/hits.clickhouse.ts';
import { countLog } from '#modules/usage/server/log-import/count-log.ts';
import { trusting } from '#modules/usage/server/log-import/judge-line.ts';
import { openContent } from '#modules/usage/server/log-import/read/content.ts';
import { parserOf } from '#modules/usage/server/log-import/read/detect.ts';
import { openClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { migrateClickHouse } from '#platform/server/clickhouse/migrate.ts';
import { printTable } from './table.ts';

/**
 * Import of a server's log, from the file into the store, beside a bare reading of its lines in the same run.
 * `node bench/logs.ts [megabytes=200]`. A quarter of the lines are pages, the rest is what pages are made of.
 */
const [megabytes = 200] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'nhipcau-logs-'));
const file = join(folder, 'access.log');
const MB = 1e6;

const AGENTS = Array.from({ length: 400 }, (_, n) => {
  const chrome = `Chrome/${100 + (n % 40)}.0.0.0`;
  return n % 3 === 0
    ? `Mozilla/5.0 (Linux; Android ${8 + (n % 8)}; SM-A${n}5F) AppleWebKit/537.36 (KHTML, like Gecko) ${chrome} Mobile Safari/537.36`
    : `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) ${chrome} Safari/537.36 Edg/${n}`;
});
const PARTS = ['/css/site.css', '/js/app.js', '/anh/banner.jpg'];

/** The same log each time: a month of a portal. */
async function writeLog(): Promise<void> {
  const out = createWriteStream(file);
  for (let n = 0, bytes = 0; bytes < megabytes * MB; ) {
    let block = '';
    for (let more = 0; more < 2_000; more++, n++) {
      const minute = Math.floor(n / 60) % (60 * 24 * 28);
      const two = (value: number) => String(value).padStart(2, '0');
      const time = `${two(1 + Math.floor(minute / 1440))}/Oct/2026:${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}:${two(n % 60)} +0700`;
      const visitor = (n * 7919) % 50_021;
      const path = n % 4 === 0 ? `/tin-tuc/bai-viet-${(n * 31) % 5_003}.html` : (PARTS[n % 3] as string);
      block += `113.160.${visitor >> 8}.${visitor & 255} - - [${time}] "GET ${path} HTTP/1.1" 200 ${n % 90_000} "https://khanhhoa.gov.vn/" "${AGENTS[visitor % AGENTS.length]}"\n`;
    }
    bytes += block.length;
    if (!out.write(block)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

interface Work {
  lines: number;
  seconds: number;
  /** Resident megabytes at most while the work ran, beyond those before it. */
  memory: number;
  /** Megabytes by which the last half of the time needed more than the first: what grows with the file shows here. */
  growth: number;
}

async function measured(work: () => Promise<number>): Promise<Work> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const seen: number[] = [];
  const watch = setInterval(() => seen.push(process.memoryUsage.rss()), 50);
  const began = performance.now();
  const lines = await work();
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(watch);
  const most = (some: readonly number[]) => some.reduce((all, one) => Math.max(all, one), before);
  const half = Math.floor(seen.length / 2);
  const growth = (most(seen.slice(half)) - most(seen.slice(0, half))) / MB;
  return { lines, seconds, memory: (most(seen) - before) / MB, growth };
}

async function bareLines(): Promise<number> {
  let lines = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') lines++;
  }
  return lines;
}

await writeLog();
const clickhouse = openClickHouse({ folder: join(folder, 'clickhouse') });
await migrateClickHouse(clickhouse, usageClickHouse);
const site = testSite(1);
const sites = testSites(site);
const agents = openAgents(pino({ level: 'silent' }), 60_000);
const parts = trusting({ sites, agents, visitors: openVisitors(Buffer.alloc(32, 7), sites) });
const counts = { recorded: {} as Record<string, number>, bots: {}, aside: {}, broken: {} };

const floor = await measured(bareLines);
const insertTsv = clickhouse.insertTsv;
let inStore = 0;
const store = {
  ...clickhouse,
  async insertTsv(...given: Parameters<typeof insertTsv>) {
    const began = performance.now();
    await insertTsv(...given);
    inStore += performance.now() - began;
  },
};
const work = await measured(async () => {
  let lines = 0;
  await countLog({
    clickhouse: store,
    reader: parts,
    site,
    parser: parserOf('combined'),
    content: openContent(createReadStream(file), 'none', Number.POSITIVE_INFINITY),
    id: '00000000-0000-7000-8000-000000000000',
    start: { to: 0, skippedBytes: 0, lines: 0, counts, firstAt: null, lastAt: null },
    now: Date.now,
    async onStep(step) {
      lines = step.lines;
      counts.recorded = step.counts.recorded;
      return true;
    },
  });
  return lines;
});
const row = (what: string, one: typeof floor) => ({
  what,
  lines: one.lines,
  seconds: one.seconds,
  'lines/s': one.lines / one.seconds,
  'MB/s': statSync(file).size / MB / one.seconds,
  'memory, MB': one.memory,
  'growth of the last half, MB': one.growth,
});
printTable(`Import of a log of ${megabytes} MB`, [
  row('bare lines (floor)', floor),
  row('import into the store', work),
]);
const hits = Object.values(counts.recorded).reduce((sum, some) => sum + some, 0);
process.stdout.write(`\n${hits} hits; ${(inStore / 1_000).toFixed(1)} s of the import in the store.\n`);
await agents.stop();
await clickhouse.close();
rmSync(folder, { recursive: true, force: true });
