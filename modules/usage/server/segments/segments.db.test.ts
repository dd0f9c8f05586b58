import { afterAll, beforeAll, expect, test } from 'vitest';
import { type UsageNode, usageNode } from '../testing/node.ts';

let node: UsageNode;
beforeAll(async () => {
  node = await usageNode();
});
afterAll(() => node.close());

const DAYS = 'from=2026-11-10&to=2026-11-24';
const get = async (path: string) => (await node.ask('lanhdao', 'GET', path)).body;
const of = (expression: string) => `segment=${encodeURIComponent(expression)}`;
const figures = async (expression: string) =>
  (await get(`/api/usage/sites/1/figures?${DAYS}&compare=false&${of(expression)}`)).figures;

test('a segment and its opposite add up to the whole, in every figure', async () => {
  const whole = await figures('');
  const phones = await figures('deviceType==smartphone');
  const others = await figures('deviceType!=smartphone');
  expect(phones.visits.value).toBeGreaterThan(0);
  for (const key of ['visits', 'pageViews', 'actions']) {
    expect([key, phones[key].value + others[key].value]).toEqual([key, whole[key].value]);
  }
  // Who came with two devices on one day stands on both sides.
  expect(phones.visitors.value + others.visitors.value).toBeGreaterThanOrEqual(whole.visitors.value);
  expect(phones.bounceRate.numerator + others.bounceRate.numerator).toBe(whole.bounceRate.numerator);
  expect(phones.averageVisitSeconds.numerator + others.averageVisitSeconds.numerator).toBe(
    whole.averageVisitSeconds.numerator,
  );
});

test('or widens, and narrows; both as sets do', async () => {
  const [phone, search, both, either] = await Promise.all(
    [
      'deviceType==smartphone',
      'sourceKind==search',
      'deviceType==smartphone;sourceKind==search',
      'deviceType==smartphone,sourceKind==search',
    ].map(async (expression) => (await figures(expression)).visits.value),
  );
  expect(both).toBeGreaterThan(0);
  expect(either).toBe(phone + search - both);
});

test('tables, hours, series, hits and the board follow the same segment', async () => {
  const phone = 'deviceType==smartphone';
  const { visits } = await figures(phone);
  const asked = `${DAYS}&${of(phone)}`;
  const sum = (rows: Record<string, number>[], key: string) => rows.reduce((total, row) => total + (row[key] ?? 0), 0);
  const devices = await get(`/api/usage/sites/1/devices?${asked}`);
  expect(devices.rows).toHaveLength(1);
  expect(devices.rows[0]).toMatchObject({ name: 'smartphone', count: visits.value });
  expect(sum((await get(`/api/usage/sites/1/sources?${asked}&limit=500`)).rows, 'visits')).toBe(visits.value);
  expect(sum((await get(`/api/usage/sites/1/hours?${asked}`)).cells, 'visits')).toBe(visits.value);
  expect(sum((await get(`/api/usage/sites/1/series?${asked}`)).points, 'visits')).toBe(visits.value);
  const { rows } = await get(`/api/usage/sites/1/hits?${asked}&limit=50`);
  for (const { device } of rows) expect(device).toBe('smartphone');
  const board = await get(`/api/usage/board?${asked}&limit=500`);
  expect(board.rows.find(({ site }: { site: { code: number } }) => site.code === 1).visits).toBe(visits.value);
});

test('a service segment keeps the visits in which it was used', async () => {
  const all = await get(`/api/usage/sites/2/services?${DAYS}`);
  const [{ service }] = all.rows;
  const asked = `${DAYS}&${of(`serviceCode==${service}`)}`;
  const { rows } = await get(`/api/usage/sites/2/services?${asked}`);
  expect(rows.find((row: { service: string }) => row.service === service)).toEqual(all.rows[0]);
});

test('what is no segment is refused with what is known', async () => {
  const { status, body } = await node.ask('lanhdao', 'GET', `/api/usage/sites/1/figures?${of("x' or 1==1")}`);
  expect([status, body.code]).toEqual([400, 'usage.segment_invalid']);
  const { visits } = await figures(`pageTitle==${encodeURIComponent("') or 1=1 --")}`);
  expect(visits.value).toBe(0);
});

test('segments are kept for oneself, or shared with who reads the agency’s reports', async () => {
  const save = (who: string, name: string, shared: boolean) =>
    node.ask(who, 'POST', '/api/usage/segments', { name, expression: 'deviceType==smartphone', shared });
  expect(
    (await node.ask('lanhdao', 'POST', '/api/usage/segments', { name: 'x', expression: 'abc', shared: false })).status,
  ).toBe(400);
  const own = (await save('lanhdao', 'Điện thoại', false)).body.rows;
  expect(own.map(({ name }: { name: string }) => name)).toEqual(['Điện thoại']);
  const names = async (who: string) =>
    (await node.ask(who, 'GET', '/api/usage/segments')).body.rows.map(({ name }: { name: string }) => name);
  expect(await names('admin')).toEqual([]);
  await save('lanhdao', 'Chung', true);
  expect(await names('admin')).toEqual(['Chung']);
  const id = own[0].id;
  const remove = async (who: string) =>
    (
      await node.app.inject({
        method: 'DELETE',
        url: `/api/usage/segments/${id}`,
        headers: { cookie: await node.cookieOf(who) },
      })
    ).statusCode;
  expect(await remove('admin')).toBe(404);
  expect(await remove('lanhdao')).toBe(200);
  expect(await names('lanhdao')).toEqual(['Chung']);
});
