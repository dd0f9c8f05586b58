import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import type { Hit } from '../collector/hit.ts';
import { dayIn } from '../days.ts';
import { usageClickHouse } from '../hits.clickhouse.ts';
import { count, type Span, span } from '../reports/parameters.ts';
import { storeHits, testHit } from '../testing/hits.ts';
import { type ReferenceVisit, referenceVisits } from '../testing/reference-visits.ts';
import { ask } from './ask-visits.ts';
import { keepVisitsOf, tidyVisits } from './keep-visits.ts';
import { openDays, replaced, VISITORS } from './kept-visits.clickhouse.ts';
import { defineDayQuery, defineVisitQuery } from './visit-query.clickhouse.ts';

let node: TestPlatform;
beforeAll(async () => {
  const store = { name: 'usage', errors: {}, permissions: [], migrations: {}, clickhouse: usageClickHouse };
  node = await testPlatform({ modules: [store] });
});
afterAll(() => node.close());

const shown = z.object({
  site: count,
  day: z.string(),
  began: count,
  actions: count,
  page_views: count,
  seconds: count,
  source: z.string(),
  source_name: z.string(),
  device: z.string(),
  entry: z.string(),
  exit: z.string(),
});
const allVisits = defineVisitQuery({
  name: 'usage.test_kept',
  sql: (
    visits,
  ) => `select site, toString(day) as day, toUnixTimestamp64Milli(began) as began, actions, page_views, seconds, source,
    source_name, device, entry, exit from (${visits})`,
  params: span,
  row: shown,
});
const visitors = defineVisitQuery({
  name: 'usage.test_visitors',
  sql: (visits) => `select countIf(visit = 1) as firsts, ${VISITORS} as visitors from (${visits})`,
  params: span,
  row: z.object({ firsts: count, visitors: count }),
});
const sums = defineDayQuery({
  name: 'usage.test_sums',
  sql: (
    days,
  ) => `select sum(d.visits) as visits, sum(d.visitors) as visitors, sum(d.page_views) as pageViews, sum(d.actions) as actions,
    sum(d.bounces) as bounces, sum(d.seconds) as seconds, sum(d.bots) as bots from (${days}) as d`,
  params: span,
  row: z.record(z.string(), count),
});
const takeOut = defineQuery({
  name: 'usage.test_take_out',
  sql: 'alter table hit delete where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date} and visitor = 2',
  params: span,
  row: z.object({}),
});

const inOrder = <T extends object>(rows: readonly T[]) => rows.map((row) => JSON.stringify(row)).sort();

/** What the slow reference finds, as it is shown. */
function expected(hits: readonly Hit[]): z.output<typeof shown>[] {
  return referenceVisits(hits, 10_000).map((visit) => {
    const pages = visit.hits.filter(({ kind }) => kind === 'page');
    return {
      site: visit.site,
      day: visit.day,
      began: visit.began,
      actions: visit.actions,
      page_views: visit.pageViews,
      seconds: visit.seconds,
      source: visit.source,
      source_name: visit.sourceName,
      device: visit.hits[0]?.device ?? '',
      entry: pages[0]?.path ?? '',
      exit: pages.at(-1)?.path ?? '',
    };
  });
}

let nextSite = 1;
const START = Date.parse('2026-11-20T14:00:00Z');

async function agrees(hits: readonly Hit[], asked: Span): Promise<void> {
  const { clickhouse } = node.platform;
  expect(inOrder(await ask(clickhouse, allVisits, asked))).toEqual(inOrder(expected(hits)));
  const people = visitorsOf(hits);
  expect(await ask(clickhouse, visitors, asked)).toEqual([{ firsts: people, visitors: people }]);
  const all = referenceVisits(hits, 10_000);
  const sum = (of: (visit: ReferenceVisit) => number) => all.reduce((total, visit) => total + of(visit), 0);
  expect(await ask(clickhouse, sums, asked)).toEqual([
    {
      visits: all.length,
      visitors: people,
      pageViews: sum(({ pageViews }) => pageViews),
      actions: sum(({ actions }) => actions),
      bounces: all.filter(({ actions }) => actions <= 1).length,
      seconds: sum(({ seconds }) => seconds),
      bots: hits.filter(({ bot }) => bot !== '').length,
    },
  ]);
}

function visitorsOf(hits: readonly Hit[]): number {
  return new Set(referenceVisits(hits, 10_000).map(({ site, day, visitor }) => `${site} ${day} ${visitor}`)).size;
}

const hit = fc.record({
  gap: fc.oneof(
    fc.integer({ min: 1, max: 240_000 }),
    fc.constantFrom(1_799_999, 1_800_000),
    fc.integer({ min: 1, max: 40_000_000 }),
  ),
  visitor: fc.constantFrom('1', '2', '18446744073709551615'),
  kind: fc.constantFrom('page', 'page', 'page', 'download', 'event', 'ping', 'service'),
  newVisit: fc.integer({ min: 0, max: 20 }).map((one) => one === 0),
  path: fc.constantFrom('/', '/a', '/b'),
  device: fc.constantFrom('desktop', 'smartphone'),
  bot: fc.integer({ min: 0, max: 15 }).map((one) => (one === 0 ? 'ai' : '')),
  source: fc.constantFrom(
    ['direct', ''],
    ['direct', ''],
    ['campaign', 'zalo'],
    ['campaign', 'thư'],
    ['search', 'Google'],
  ),
});

test('kept and open days together are what the slow reference finds, after late hits and after hits went', {
  timeout: 240_000,
}, async () => {
  const { clickhouse } = node.platform;
  await fc.assert(
    fc.asyncProperty(
      fc.array(hit, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 40 }),
      async (rows, cut) => {
        const site = nextSite++;
        let at = START;
        const stream = rows.map(({ gap, source: [referrerKind, referrerName], ...row }) => {
          at += gap;
          const day = dayIn(new Date(at), 'Asia/Ho_Chi_Minh');
          return testHit({
            ...row,
            site,
            at,
            day,
            referrerKind: referrerKind as Hit['referrerKind'],
            referrerName: referrerName as string,
          });
        });
        // What came in time, and what comes after the day was kept, anywhere in it.
        const late = stream.filter((_, index) => (index * 7 + cut) % 5 === 0);
        const early = stream.filter((one) => !late.includes(one));
        const asked = { sites: [site], from: '2026-11-19', to: '2026-12-31' };
        if (early.length > 0) await storeHits(clickhouse, early);
        await keepVisitsOf(clickhouse, asked, Date.now);
        expect(await clickhouse.query(openDays, asked)).toEqual([]);
        await agrees(early, asked);
        if (late.length > 0) await storeHits(clickhouse, late);
        await agrees(stream, asked);
        await clickhouse.remove(takeOut, asked);
        const left = stream.filter(({ visitor }) => visitor !== '2');
        await agrees(left, asked);
        await keepVisitsOf(clickhouse, asked, () => Date.now() + 1);
        await agrees(left, asked);
      },
    ),
    { numRuns: 5, endOnFailure: true },
  );
});

test('what later builds have replaced goes, and nothing else', async () => {
  const { clickhouse } = node.platform;
  const site = nextSite++;
  const asked = { sites: [site], from: '2026-11-19', to: '2026-12-31' };
  const first = testHit({ site, at: START });
  const second = testHit({ site, at: START + 3_600_000, visitor: '5' });
  await storeHits(clickhouse, [first]);
  expect(await keepVisitsOf(clickhouse, asked, Date.now)).toBe(1);
  await storeHits(clickhouse, [second]);
  expect(await keepVisitsOf(clickhouse, asked, () => Date.now() + 10)).toBe(2);
  expect(await keepVisitsOf(clickhouse, asked, () => Date.now() + 20)).toBe(0);
  expect(await clickhouse.query(replaced, asked)).toEqual([{ days: 1 }]);
  await tidyVisits(clickhouse, asked);
  expect(await clickhouse.query(replaced, asked)).toEqual([{ days: 0 }]);
  await agrees([first, second], asked);
});
