import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { directory } from '#modules/directory/server/index.ts';
import { usageClickHouse } from '#modules/usage/server/hits.clickhouse.ts';
import { usage } from '#modules/usage/server/index.ts';
import { keepVisitsOf } from '#modules/usage/server/kept-visits/keep-visits.ts';
import { getBoard } from '#modules/usage/server/reports/board.ts';
import { listDevices } from '#modules/usage/server/reports/devices.ts';
import { listEvents } from '#modules/usage/server/reports/events.ts';
import { getFigures } from '#modules/usage/server/reports/figures.ts';
import { getHours } from '#modules/usage/server/reports/hours.ts';
import { listPages } from '#modules/usage/server/reports/pages.ts';
import { listSearches } from '#modules/usage/server/reports/searches.ts';
import { getSeries } from '#modules/usage/server/reports/series.ts';
import { listServices } from '#modules/usage/server/reports/services.ts';
import { listSources } from '#modules/usage/server/reports/sources.ts';
import { listDownloads } from '#modules/usage/server/reports/targets.ts';
import { getTotals } from '#modules/usage/server/reports/totals.ts';
import { insertSites } from '#modules/usage/server/sites/sites.repo.ts';
import type { UsageTables } from '#modules/usage/server/tables.ts';
import { defineQuery, openClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { migrateClickHouse } from '#platform/server/clickhouse/migrate.ts';
import type { Context } from '#platform/server/context.ts';
import { core } from '#platform/server/core.ts';
import { openDatabase } from '#platform/server/database/database.ts';
import { startEmbeddedPostgres } from '#platform/server/database/embedded/index.ts';
import { migrateDatabase } from '#platform/server/database/migrate.ts';
import type { Platform } from '#platform/server/platform.ts';
import { fillHits } from './fill-hits.ts';
import { printTable, quantile } from './table.ts';

/**
 * Reports over millions of hits of 200 sites in 90 days: the time of each verb for one site and 30 days, sites in turns, and of
 * the board of all sites. Before, the visits of all closed days are put together from the hits (the rebuild), and bytes on
 * disk are told. Beside them the floor: `select 1`, and a bare count of the same site's hits in the same days.
 * `node bench/reports.ts [millions=10] [rounds=25] [folder]`; a folder given is filled once and used again.
 */
const [millions = '10', rounds = '25', kept] = process.argv.slice(2);
const SITES = 200;
const DAYS = 90;
const TODAY = '2026-11-25';
const NOW = new Date(`${TODAY}T09:00:00Z`);
const large = Number(millions) > 50;
const LIMITS = large ? { one: 120, board: 300 } : { one: 50, board: 150 };

const temporary = mkdtempSync(join(tmpdir(), 'nhipcau-bench-'));
chmodSync(temporary, 0o755);
const folder = kept ?? join(temporary, 'clickhouse');
const filled = existsSync(folder);
mkdirSync(folder, { recursive: true });
const log = pino({ level: 'silent' });
const passwords = { owner: 'owner-of-bench', app: 'app-of-bench', reports: 'reports-of-bench' };
const server = await startEmbeddedPostgres({ dataDir: temporary, passwords, log, durable: false });
const clickhouse = openClickHouse({ folder });
const say = (text: string) => process.stdout.write(`${text}\n`);
const sinceStart = (start: number) => (performance.now() - start) / 1_000;
const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const ONE_SITE = 'where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date}';
const counted = defineQuery({
  name: 'bench.count',
  sql: `select count() as hits, uniqExact(visitor) as visitors from hit ${ONE_SITE}`,
  params: z.object({ sites: z.array(z.number()), from: z.string(), to: z.string() }),
  row: z.object({ hits: z.coerce.number(), visitors: z.coerce.number() }),
});
const nothing = defineQuery({
  name: 'bench.one',
  sql: 'select 1 as one',
  params: z.object({}),
  row: z.object({ one: z.number() }),
});

/** Old parts stay on disk for some minutes after a merge; they do not count. */
const activeBytes = defineQuery({
  name: 'bench.bytes',
  sql: "select sum(bytes_on_disk) as bytes from system.parts where active and database = currentDatabase() and table in ('hit', 'visit', 'visit_day')",
  params: z.object({}),
  row: z.object({ bytes: z.coerce.number() }),
});

try {
  await migrateDatabase(server.urls.owner, [core, directory, usage]);
  await migrateClickHouse(clickhouse, usageClickHouse);
  const codes = Array.from({ length: SITES }, (_, index) => index + 1);
  const all = { sites: codes, from: '2026-01-01', to: TODAY };
  const closed = { ...all, to: '2026-11-24' };
  if (!filled) {
    const start = performance.now();
    await fillHits(clickhouse, { hits: Number(millions) * 1e6, sites: SITES, days: DAYS, today: TODAY });
    say(`filled in ${sinceStart(start).toFixed(0)} s`);
  }
  await clickhouse.command('truncate table visit');
  await clickhouse.command('truncate table visit_day');
  const hits = (await clickhouse.query(counted, all))[0]?.hits ?? 0;

  const start = performance.now();
  const cpu = cpuSeconds();
  const rebuilt = await keepVisitsOf(clickhouse, closed, () => NOW.getTime());
  const rebuild = { seconds: sinceStart(start), cpu: cpuSeconds() - cpu };
  const floorStart = performance.now();
  await clickhouse.query(counted, closed);
  const floorSeconds = sinceStart(floorStart);
  printTable(`Rebuild of all kept visits (load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores)`, [
    {
      what: 'visits from hits',
      hits: rebuilt,
      seconds: rebuild.seconds,
      'hits/s': rebuilt / rebuild.seconds,
      'hits/s of one core': rebuilt / rebuild.cpu,
      target: '2,000,000',
    },
    {
      what: 'floor: count of visitors',
      hits: rebuilt,
      seconds: floorSeconds,
      'hits/s': rebuilt / floorSeconds,
      'hits/s of one core': '',
      target: '',
    },
  ]);
  const bytes = (await clickhouse.query(activeBytes, {}))[0]?.bytes ?? 0;
  say(`\n${hits} hits of ${SITES} sites; ${(bytes / hits).toFixed(1)} bytes on disk a hit, all in (target 30)`);

  const owner = new pg.Client({ connectionString: server.urls.owner });
  await owner.connect();
  const db = openDatabase(server.urls.app, 5);
  const agency = uuidv7();
  await owner.query(
    `insert into directory.agency (id, kind, level, sort, valid_from) values ($1, 'province', 'province', 1, null)`,
    [agency],
  );
  await owner.query(
    `insert into directory.agency_name (id, agency_id, name, short_name, search, valid_from, valid_to) values ($1, $2, 'Tỉnh', 'Tỉnh', 'tinh', null, null)`,
    [uuidv7(), agency],
  );
  await owner.end();
  await (db as unknown as Kysely<UsageTables>).transaction().execute((trx) =>
    insertSites(
      trx,
      codes.map((code) => ({
        id: uuidv7(),
        code,
        name: `Cổng ${code}`,
        kind: 'portal' as const,
        ownerId: agency,
        timeZone: 'Asia/Ho_Chi_Minh',
        state: 'receiving' as const,
        dutyDate: null,
        domains: [`site${code}.khanhhoa.gov.vn`],
      })),
    ),
  );
  const platform = {
    db,
    reports: db,
    clickhouse,
    now: () => NOW,
    modules: [core, directory, usage],
  } as unknown as Platform;
  const ctx: Context = { platform, actor: { kind: 'system', name: 'bench' }, requestId: 'bench', locale: 'vi' };
  const days = { from: '2026-10-27', to: TODAY };
  const table = { ...days, limit: 50 };
  const board = { ...days, below: true };
  const reports: Record<string, (code: number) => Promise<unknown>> = {
    'figures, with the period before': (code) => getFigures(ctx, code, { ...days, compare: true }),
    days: (code) => getSeries(ctx, code, { ...days, by: 'day', compare: false }),
    pages: (code) => listPages(ctx, code, table),
    sources: (code) => listSources(ctx, code, table),
    browsers: (code) => listDevices(ctx, code, { ...table, dimension: 'browser' }),
    'hours of the week': (code) => getHours(ctx, code, days),
    searches: (code) => listSearches(ctx, code, { ...table, withoutResult: false }),
    downloads: (code) => listDownloads(ctx, code, table),
    events: (code) => listEvents(ctx, code, table),
    services: (code) => listServices(ctx, code, table),
  };
  const questions: [name: string, limit: number | null, ask: (code: number) => Promise<unknown>][] = [
    ['floor: select 1', null, () => clickhouse.query(nothing, {})],
    ['floor: count of the site’s visitors', null, (code) => clickhouse.query(counted, { sites: [code], ...days })],
    ...Object.entries(reports).map(([name, ask]) => [name, LIMITS.one, ask] as [string, number, typeof ask]),
    ['board of all sites', LIMITS.board, () => getBoard(ctx, { ...board, sort: 'rank', limit: 200 })],
    ['totals of all sites', LIMITS.board, () => getTotals(ctx, { ...board, compare: true })],
  ];
  const times = new Map(questions.map(([name]) => [name, [] as number[]]));
  const cpus = new Map(questions.map(([name]) => [name, [] as number[]]));
  const busiest = new Map(questions.map(([name]) => [name, [] as number[]]));
  const measure = async (code: number, into: Map<string, number[]>, which = questions) => {
    for (const [name, , ask] of which) {
      const begun = performance.now();
      const used = cpuSeconds();
      await ask(code);
      if (into === times) cpus.get(name)?.push((cpuSeconds() - used) * 1_000);
      into.get(name)?.push(performance.now() - begun);
    }
  };
  for (let round = -3; round < Number(rounds); round++) {
    // The first rounds warm caches. 200 and 87 have no common divisor: every site has its turn.
    await measure(1 + ((Math.abs(round) * 87) % SITES), round < 0 ? new Map() : times);
    if (round % 5 === 0) await measure(1, busiest, questions.slice(0, -2));
  }
  const sorted = (values: number[] = []) => values.toSorted((a, b) => a - b);
  const one = Object.keys(reports).flatMap((name) => times.get(name) ?? []);
  const row = (name: string, limit: number | null, values: number[]) => {
    const p95 = quantile(sorted(values), 0.95);
    return {
      report: name,
      'p50 ms': quantile(sorted(values), 0.5),
      'p95 ms': p95,
      'at most': limit ?? '',
      fits: limit === null ? '' : p95 <= limit ? 'yes' : 'NO',
    };
  };
  printTable(`Reports over ${hits} hits, 30 days, ${rounds} rounds in turns (load ${loadavg()[0]?.toFixed(1)})`, [
    ...questions.map(([name, limit]) => ({
      ...row(name, limit, times.get(name) ?? []),
      'CPU ms, p50': quantile(sorted(cpus.get(name)), 0.5),
      'busiest site, p50 ms': quantile(sorted(busiest.get(name)), 0.5) || '',
    })),
    { ...row('any report of one site', LIMITS.one, one), 'CPU ms, p50': '', 'busiest site, p50 ms': '' },
  ]);
  await db.destroy();
} finally {
  await clickhouse.close();
  await server.stop();
  rmSync(temporary, { recursive: true, force: true });
}
