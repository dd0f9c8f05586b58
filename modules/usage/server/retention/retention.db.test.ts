import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { directory } from '#modules/directory/server/index.ts';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { usage } from '../index.ts';
import { keepVisitsOf } from '../kept-visits/keep-visits.ts';
import { count } from '../reports/parameters.ts';
import { storeHits, testHit } from '../testing/hits.ts';
import { firstKeptDay, forgetOldHits } from './forget-old-hits.job.ts';

let node: TestPlatform;
beforeAll(async () => {
  node = await testPlatform({
    modules: [directory, usage],
    now: () => new Date('2026-11-25T05:00:00Z'),
    settings: { HITS_KEPT_MONTHS: '14', ROBOT_HITS_KEPT_MONTHS: '2' },
  });
});
afterAll(() => node.close());

const left = defineQuery({
  name: 'usage.test_left',
  sql: `select toString(day) as day, bot, count() as hits from hit group by day, bot order by day, bot limit 100`,
  params: z.object({}),
  row: z.object({ day: z.string(), bot: z.string(), hits: count }),
});
const keptDays = defineQuery({
  name: 'usage.test_kept_days',
  sql: 'select toString(min(day)) as first, uniqExact(day) as days from visit limit 1',
  params: z.object({}),
  row: z.object({ first: z.string(), days: count }),
});

test('whole months go', () => {
  expect(firstKeptDay('2026-11-25', 2)).toBe('2026-09-01');
  expect(firstKeptDay('2026-01-31', 13)).toBe('2024-12-01');
});

test('old hits, old robots and what was kept of them go; all else stays, and the audit tells how many', async () => {
  const { clickhouse } = node.platform;
  const days = ['2025-08-31', '2025-09-01', '2026-08-31', '2026-09-01', '2026-11-24'];
  const hits = days.flatMap((day) => {
    const at = Date.parse(`${day}T03:00:00Z`);
    return [testHit({ at }), testHit({ at, visitor: '9', bot: 'ai' })];
  });
  await storeHits(clickhouse, hits);
  await keepVisitsOf(clickhouse, { sites: [1], from: '2025-01-01', to: '2026-11-24' }, Date.now);
  expect(await clickhouse.query(keptDays, {})).toEqual([{ first: '2025-08-31', days: 5 }]);
  await forgetOldHits(node.as());
  expect(await clickhouse.query(left, {})).toEqual([
    { day: '2025-09-01', bot: '', hits: 1 },
    { day: '2026-08-31', bot: '', hits: 1 },
    { day: '2026-09-01', bot: '', hits: 1 },
    { day: '2026-09-01', bot: 'ai', hits: 1 },
    { day: '2026-11-24', bot: '', hits: 1 },
    { day: '2026-11-24', bot: 'ai', hits: 1 },
  ]);
  expect(await clickhouse.query(keptDays, {})).toEqual([{ first: '2025-09-01', days: 4 }]);
  const told = await node.platform.db
    .selectFrom('platform.audit' as never)
    .selectAll()
    .where('action' as never, '=', 'usage.hits.forget' as never)
    .execute();
  expect(told).toHaveLength(1);
  await forgetOldHits(node.as());
});
