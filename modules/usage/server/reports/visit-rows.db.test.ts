import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import type { Hit } from '../collector/hit.ts';
import { dayIn } from '../days.ts';
import { usageClickHouse } from '../hits.clickhouse.ts';
import { storeHits, testHit } from '../testing/hits.ts';
import { referenceVisits } from '../testing/reference-visits.ts';
import { span } from './parameters.ts';
import { manyVisits, visitRows, visits } from './visit-rows.ts';

/** So few that random streams reach it. */
const MOST_ACTIONS = 5;
const START = Date.parse('2026-11-23T14:00:00Z');

let node: TestPlatform;
beforeAll(async () => {
  const store = { name: 'usage', errors: {}, permissions: [], migrations: {}, clickhouse: usageClickHouse };
  node = await testPlatform({ modules: [store] });
});
afterAll(() => node.close());

const count = z.coerce.number();
const asked = [visits, manyVisits].map((ways) =>
  defineQuery({
    name: 'usage.test_visits',
    sql: `
    select site, toString(day) as day, toString(visitor) as visitor, toUnixTimestamp64Milli(began) as began, actions,
      page_views, seconds, source, source_name
    from (${ways({}, [], undefined, MOST_ACTIONS)}) order by site, day, visitor, visit`,
    params: span,
    row: z.object({
      site: count,
      day: z.string(),
      visitor: z.string(),
      began: count,
      actions: count,
      page_views: count,
      seconds: count,
      source: z.string(),
      source_name: z.string(),
    }),
  }),
);

let nextSite = 1;

/** Stores the hits under a site of their own and asks for their visits, in both ways, which must agree. */
async function visitsOf(hits: readonly Hit[]) {
  const site = nextSite++;
  const stored = hits.map((hit) => ({ ...hit, site }));
  await storeHits(node.platform.clickhouse, stored);
  const days = { sites: [site], from: '2026-11-20', to: '2026-11-27' };
  const [found = [], many] = await Promise.all(asked.map((query) => node.platform.clickhouse.query(query, days)));
  expect(many).toEqual(found);
  return { stored, found };
}

const KINDS = [
  'page',
  'page',
  'page',
  'outlink',
  'download',
  'search',
  'event',
  'content',
  'service',
  'goal',
  'ping',
  'ping',
] as const;

const hit = fc.record({
  gap: fc.oneof(
    fc.integer({ min: 1, max: 240_000 }),
    fc.constantFrom(1_799_999, 1_800_000, 1_800_001),
    fc.integer({ min: 1, max: 9_000_000 }),
  ),
  visitor: fc.constantFrom('1', '18446744073709551615'),
  kind: fc.constantFrom(...KINDS),
  newVisit: fc.integer({ min: 0, max: 15 }).map((one) => one === 0),
  bot: fc.integer({ min: 0, max: 15 }).map((one) => (one === 0 ? 'ai' : '')),
  referrer: fc.oneof(
    { weight: 4, arbitrary: fc.constant(['direct', '', ''] as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        ['campaign', 'Tuần lễ', 'zalo'] as const,
        ['campaign', 'tuần lễ', 'ZALO'] as const,
        ['campaign', 'tuần lễ', ''] as const,
        ['website', 'baokhanhhoa.example', ''] as const,
        ['search', 'Google', ''] as const,
      ),
    },
  ),
});

test('the SQL and the slow reference find the same visits in any stream', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hit, { minLength: 1, maxLength: 60 }), fc.integer(), async (rows, seed) => {
      let at = START;
      const stream = rows.map(({ gap, referrer: [referrerKind, referrerName, referrerKeyword], ...row }) => {
        at += gap;
        return testHit({
          ...row,
          at,
          day: dayIn(new Date(at), 'Asia/Ho_Chi_Minh'),
          referrerKind,
          referrerName,
          referrerKeyword,
        });
      });
      // Hits arrive in any order.
      const arrived = stream.toSorted((a, b) => ((a.at * 31 + seed) % 97) - ((b.at * 31 + seed) % 97));
      const { stored, found } = await visitsOf(arrived);
      const expected = referenceVisits(stored, MOST_ACTIONS).toSorted(
        (a, b) => a.day.localeCompare(b.day) || a.visitor.localeCompare(b.visitor) || a.began - b.began,
      );
      const seen = found.toSorted(
        (a, b) => a.day.localeCompare(b.day) || a.visitor.localeCompare(b.visitor) || a.began - b.began,
      );
      expect(seen).toEqual(
        expected.map(({ site, day, visitor, began, actions, pageViews, seconds, source, sourceName }) => ({
          site,
          day,
          visitor,
          began,
          actions,
          page_views: pageViews,
          seconds,
          source,
          source_name: sourceName,
        })),
      );
    }),
    { numRuns: 60 },
  );
});

const SECOND = 1_000;

async function counted(hits: Partial<Hit>[]) {
  let at = START;
  const { found } = await visitsOf(
    hits.map((one, index) => {
      at = one.at ?? at + (index === 0 ? 0 : 60 * SECOND);
      return testHit({ ...one, at });
    }),
  );
  return found.map(({ actions, seconds, source }) => ({ actions, seconds, source }));
}

test('half an hour of silence ends a visit, a second less does not', async () => {
  expect(await counted([{}, { at: START + 1_799_999 }])).toEqual([{ actions: 2, seconds: 1_800, source: 'direct' }]);
  expect(await counted([{}, { at: START + 1_800_000 }])).toHaveLength(2);
});

test('a visit ends at midnight of its day', async () => {
  const midnight = Date.parse('2026-11-23T17:00:00Z');
  expect(await counted([{ at: midnight - SECOND }, { at: midnight + SECOND }])).toHaveLength(2);
});

test('a ping makes a visit longer, keeps it alive, and never begins one', async () => {
  expect(await counted([{}, { kind: 'ping', at: START + 90 * SECOND }])).toEqual([
    { actions: 1, seconds: 91, source: 'direct' },
  ]);
  expect(
    await counted([{}, { kind: 'ping', at: START + 1_700 * SECOND }, { at: START + 3_000 * SECOND }]),
  ).toHaveLength(1);
  expect(await counted([{}, { kind: 'ping', at: START + 1_900 * SECOND }])).toEqual([
    { actions: 1, seconds: 0, source: 'direct' },
  ]);
  expect(await counted([{ kind: 'ping' }])).toEqual([]);
});

test('another campaign begins a visit; the first one is taken over by a direct visit', async () => {
  const zalo = { referrerKind: 'campaign', referrerName: 'zalo' } as const;
  const mail = { referrerKind: 'campaign', referrerName: 'thư' } as const;
  const google = { referrerKind: 'search', referrerName: 'Google' } as const;
  expect(await counted([{}, zalo])).toEqual([{ actions: 2, seconds: 61, source: 'campaign' }]);
  expect(await counted([zalo, {}, zalo])).toHaveLength(1);
  expect(await counted([zalo, mail])).toHaveLength(2);
  expect(await counted([google, zalo])).toHaveLength(2);
  expect(await counted([google, { referrerKind: 'website', referrerName: 'a.example' }])).toHaveLength(1);
  expect(await counted([{}, google])).toEqual([{ actions: 2, seconds: 61, source: 'search' }]);
});

test('robots are in no visit, and content and services are no actions', async () => {
  expect(await counted([{ bot: 'ai' }])).toEqual([]);
  expect(await counted([{}, { kind: 'content' }, { kind: 'service' }, { kind: 'goal' }])).toEqual([
    { actions: 1, seconds: 181, source: 'direct' },
  ]);
});

test('numbers of visits count up within a visitor’s day', async () => {
  const { stored } = await visitsOf([0, 1, 2].map((n) => testHit({ at: START + n * 1_800_000 })));
  const numbers = defineQuery({
    name: 'usage.test_numbers',
    sql: `select visit from (${visitRows([])}) order by at`,
    params: span,
    row: z.object({ visit: z.number() }),
  });
  const sites = [stored[0]?.site ?? 0];
  const rows = await node.platform.clickhouse.query(numbers, { sites, from: '2026-11-20', to: '2026-11-27' });
  expect(rows.map(({ visit }) => visit)).toEqual([1, 2, 3]);
});
