import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GoalRow } from '../../contract.ts';
import { METHODS } from '../reports/matomo/index.ts';
import { keyOf } from '../reports/matomo/question.ts';
import { storeHits, testHit } from '../testing/hits.ts';
import { NOON, type UsageNode, usageNode } from '../testing/node.ts';
import { findGoalRules } from './goals.repo.ts';

let node: UsageNode;
let code: number;
let own: string;
beforeAll(async () => {
  node = await usageNode();
  own = (await node.ask('admin', 'GET', '/api/usage/sites/3')).body.owner.id;
  const body = { name: 'Trang đích', kind: 'portal', ownerId: own, domains: ['dich.example'] };
  code = (await node.ask('admin', 'POST', '/api/usage/sites', body)).body.code;
  await storeHits(node.platform.clickhouse, visits());
});
afterAll(() => node.close());

const DAY = 24 * 3_600_000;
const url = (more = '') => `/api/usage/sites/${code}/goals${more}`;
const list = async (query = 'from=2026-11-20&to=2026-11-25'): Promise<GoalRow[]> =>
  (await node.ask('admin', 'GET', url(`?${query}`))).body.rows;
const create = async (body: object) => await node.ask('admin', 'POST', url(), body);

/** Four visitors on each of the 20th, 22nd and 24th; what they do differs. */
function visits() {
  const hits = [];
  for (const day of [5, 3, 1]) {
    const at = (minutes: number) => NOON.getTime() - day * DAY + minutes * 60_000;
    const hit = (visitor: string, minutes: number, more: object) =>
      testHit({ site: code, host: 'dich.example', visitor, at: at(minutes), path: '/', ...more });
    hits.push(
      // Sees the page twice: one conversion.
      hit('1', 0, { path: '/Nop-ho-so/Buoc-1' }),
      hit('1', 1, { path: '/nop-ho-so/buoc-2' }),
      hit('1', 2, { kind: 'service', service: '1.002755', serviceState: '1' }),
      // Two visits with an hour between: two conversions.
      hit('2', 0, { path: '/nop-ho-so' }),
      hit('2', 90, { path: '/nop-ho-so' }),
      hit('3', 0, { kind: 'event', eventCategory: 'Góp ý', eventAction: 'Gửi' }),
      hit('3', 1, { kind: 'service', service: '1.002755', serviceState: '-1' }),
      hit('4', 0, {}),
      hit('4', 1, { kind: 'goal', goal: 7, eventValue: 12.5 }),
      hit('9', 0, { path: '/nop-ho-so', bot: 'crawler' }),
    );
  }
  return hits;
}

test('goals by page, event, procedure and by hand count visits once, case aside, robots apart', async () => {
  const day = { from: '2026-11-01' };
  expect((await create({ name: 'Nộp', kind: 'page', match: 'begins', pattern: '/nop-ho-so', ...day })).status).toBe(
    201,
  );
  await create({ name: 'Góp ý', kind: 'event', match: 'exact', pattern: 'góp ý / gửi', ...day });
  await create({ name: 'Đã nộp', kind: 'service', pattern: '', ...day });
  await create({ name: 'Nút', kind: 'manual', number: 7, ...day });
  await create({ name: 'Cả địa chỉ', kind: 'page', match: 'exact', pattern: 'dich.example/nop-ho-so', ...day });
  const rows = await list();
  expect(rows.map(({ name, number, conversions }) => [name, number, conversions])).toEqual([
    ['Nộp', 1, 9],
    ['Góp ý', 2, 3],
    ['Đã nộp', 3, 3],
    ['Nút', 7, 3],
    ['Cả địa chỉ', 8, 6],
  ]);
  expect(rows[0]).toMatchObject({ visits: 15, rate: 9 / 15, days: [3, 0, 3, 0, 3, 0], previous: 0, change: null });
  const [today] = await list('from=2026-11-24&to=2026-11-25');
  expect(today).toMatchObject({ conversions: 3, previous: 3, change: 0 });
});

test('a new version counts from its day on, the figures of the days before stay', async () => {
  const [before] = await list();
  const change = { name: 'Nộp bước 2', kind: 'page', match: 'contains', pattern: 'buoc-2', from: '2026-11-22' };
  const answer = await node.app.inject({
    method: 'PUT',
    url: url(`/${before?.id}`),
    payload: change,
    headers: { cookie: await node.cookieOf('admin') },
  });
  expect(answer.json()).toMatchObject({ version: 2, from: '2026-11-22', to: null, number: 1 });
  const [after] = await list();
  expect(after?.versions.map(({ version, from, to }) => [version, from, to])).toEqual([
    [2, '2026-11-22', null],
    [1, '2026-11-01', '2026-11-21'],
  ]);
  expect(after?.days).toEqual([3, 0, 1, 0, 1, 0]);
  const ended = (await node.ask('admin', 'POST', url(`/${before?.id}/end`))).body;
  expect(ended).toMatchObject({ version: 2, to: '2026-11-25' });
});

test('the reading API answers Goals.get from the same definitions', async () => {
  const goals = await findGoalRules(node.platform.db as never, [code]);
  const question = (goal: number) => ({
    clickhouse: node.platform.clickhouse,
    sites: [code],
    from: '2026-11-20',
    to: '2026-11-25',
    periods: ['2026-11-20'],
    zone: 'Asia/Ho_Chi_Minh',
    goal,
    goals,
    segment: null,
  });
  const wanted = { oneDay: false, deep: false, secondaryDimension: '' };
  const ask = async (goal: number) => {
    const method = METHODS['Goals.get'];
    if (method?.kind !== 'record') throw new Error('Goals.get answers with a record.');
    return (await method.ask(question(goal), wanted)).get(keyOf(code, 1));
  };
  for (const row of await list()) {
    expect([row.number, (await ask(row.number))?.['nb_conversions']]).toEqual([row.number, row.conversions]);
  }
  expect(await ask(7)).toMatchObject({
    nb_conversions: 3,
    nb_visits_converted: 3,
    revenue: 37.5,
    conversion_rate: '20%',
  });
  const all = (await list()).reduce((sum, { conversions }) => sum + conversions, 0);
  expect((await ask(0))?.['nb_conversions']).toBe(all);
});

test('who may not write defines nothing; what is wrong is named', async () => {
  const body = { name: 'x', kind: 'page', pattern: '/a' };
  expect((await node.ask('nguoixem', 'POST', url(), body)).status).toBe(403);
  expect((await create({ ...body, pattern: ' ' })).body).toMatchObject({
    code: 'usage.goal_invalid',
    fields: [{ path: 'body.pattern' }],
  });
  expect((await create({ ...body, number: 7 })).body.code).toBe('usage.goal_taken');
  expect((await node.ask('admin', 'POST', url(`/${own}/end`))).body.code).toBe('usage.goal_not_found');
});

test('the sample’s goals are met', async () => {
  const { rows } = (await node.ask('lanhdao', 'GET', '/api/usage/sites/2/goals')).body;
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row.conversions).toBeGreaterThan(100);
});
