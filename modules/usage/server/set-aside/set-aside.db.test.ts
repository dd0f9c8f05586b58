import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SetAside } from '../collector/counts.ts';
import { NOON, type UsageNode, usageNode } from '../testing/node.ts';
import { forgetSetAsideJob } from './forget-set-aside.job.ts';
import { startSetAsideRecorder } from './record-set-aside.ts';

let node: UsageNode;
beforeAll(async () => {
  node = await usageNode();
});
afterAll(() => node.close());

const get = (who: string | null, code: number) => node.ask(who, 'GET', `/api/usage/sites/${code}/set-aside`);
const at = NOON.getTime();

/** Records what a collector counted until then, as its end does. */
async function record(
  counted: SetAside[],
  platform: Pick<UsageNode['platform'], 'db' | 'log' | 'now'> = node.platform,
) {
  const waiting = [counted];
  await startSetAsideRecorder(platform, () => waiting.shift() ?? []).stop();
}

test('two collectors count into one place; the most comes first; a site that is not there is passed over', async () => {
  await record([
    { site: 1, reason: 'wrong_domain', count: 3, lastAt: at - 60_000 },
    { site: 1, reason: 'opted_out', count: 5, lastAt: at - 5_000 },
    { site: 2, reason: 'wrong_domain', count: 1, lastAt: at },
    { site: 4_000_000_000, reason: 'wrong_domain', count: 9, lastAt: at },
    { site: 1, reason: 'of_a_later_version', count: 99, lastAt: at },
  ]);
  await record([
    { site: 1, reason: 'wrong_domain', count: 4, lastAt: at - 120_000 },
    { site: 1, reason: 'wrong_domain', count: 1, lastAt: at - 180_000 },
  ]);
  expect(await get('nguoixem', 1)).toEqual({
    status: 200,
    body: {
      from: '2026-10-27',
      rows: [
        { reason: 'wrong_domain', count: 8, lastAt: new Date(at - 60_000).toISOString() },
        { reason: 'opted_out', count: 5, lastAt: new Date(at - 5_000).toISOString() },
      ],
    },
  });
  expect((await get('admin', 3)).body.rows).toEqual([]);
});

test('who may not see the site does not see this', async () => {
  expect((await get(null, 1)).status).toBe(401);
  expect((await get('admin', 4_000_000_000)).body.code).toBe('usage.site_not_found');
});

test('counts wait while the database is away, and are added once when it is back', async () => {
  let away = true;
  const db = new Proxy(node.platform.db, {
    get(target, name) {
      if (away && name === 'getExecutor') throw new Error('away');
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const counted: SetAside[][] = [[{ site: 4, reason: 'commerce', count: 2, lastAt: at }]];
  const recorder = startSetAsideRecorder({ ...node.platform, db }, () => counted.shift() ?? [], 5);
  await expect.poll(() => counted.length).toBe(0);
  away = false;
  counted.push([{ site: 4, reason: 'commerce', count: 1, lastAt: at }]);
  await recorder.stop();
  expect((await get('admin', 4)).body.rows).toMatchObject([{ reason: 'commerce', count: 3 }]);
});

test('only thirty days are shown, and after ninety a day is forgotten', async () => {
  const days = (count: number) => new Date(at - count * 86_400_000);
  for (const age of [29, 30, 90, 91]) {
    const lastAt = days(age).getTime();
    await record([{ site: 5, reason: 'commerce', count: 1, lastAt }], { ...node.platform, now: () => days(age) });
  }
  expect((await get('admin', 5)).body.rows).toMatchObject([{ count: 1, lastAt: days(29).toISOString() }]);
  await forgetSetAsideJob.run(node.as(), {});
  const kept = await node.platform.db
    .selectFrom('usage.set_aside')
    .innerJoin('usage.site', 'usage.site.id', 'usage.set_aside.site_id')
    .where('code', '=', 5)
    .selectAll('usage.set_aside')
    .execute();
  expect(kept).toHaveLength(3);
});
