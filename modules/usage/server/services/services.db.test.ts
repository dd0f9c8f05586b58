import { afterAll, beforeAll, expect, test } from 'vitest';
import { testPerson } from '#platform/server/testing/test-platform.ts';
import type { FunnelRow } from '../../contract.ts';
import { storeHits, testHit } from '../testing/hits.ts';
import { NOON, type UsageNode, usageNode } from '../testing/node.ts';
import { listFunnels } from './funnels.ts';

let node: UsageNode;
let own: string;
beforeAll(async () => {
  node = await usageNode();
  own = (await node.ask('admin', 'GET', '/api/usage/sites/3')).body.owner.id;
});
afterAll(() => node.close());

const list = async (query: string, who = 'admin') =>
  (await node.ask(who, 'GET', `/api/usage/services?limit=500&${query}`)).body;
const publish = async (body: object, who = 'admin') =>
  await node.ask(who, 'POST', '/api/usage/published-services', body);

test('a procedure goes from seen to begun to filed; later steps imply the earlier ones', async () => {
  const at = NOON.getTime() - 3_600_000;
  const step = (visitor: string, serviceState: string, minutes: number, device = 'desktop') =>
    testHit({ site: 3, kind: 'service', service: 'TEST.1', serviceState, visitor, at: at + minutes * 60_000, device });
  await storeHits(node.platform.clickhouse, [
    step('1', '-1', 0, 'smartphone'),
    step('1', '0', 2, 'smartphone'),
    step('1', '1', 10, 'smartphone'),
    step('2', '-1', 0),
    step('2', '0', 3),
    step('3', '-1', 0, 'smartphone'),
    step('4', '-1', 0),
    step('4', '1', 4),
    // Filed without the steps before.
    step('5', '1', 0),
    { ...step('6', '-1', 0), bot: 'crawler' },
  ]);
  const [row] = (await list('q=test.1&from=2026-11-25&to=2026-11-25')).rows as FunnelRow[];
  expect(row).toMatchObject({
    service: 'TEST.1',
    seen: 5,
    begun: 4,
    filed: 3,
    phones: 2,
    beginRate: 0.8,
    fileRate: 0.75,
  });
  expect(row?.medianSeconds).toBe(240);
  expect((await list('q=test.1&site=2&from=2026-11-25&to=2026-11-25')).rows).toEqual([]);
});

test('the catalogue names what was seen, and shows what nobody has seen', async () => {
  const all = await list('');
  expect(all.rows[0]).toMatchObject({ service: '1.001193', name: 'Đăng ký khai sinh' });
  const seen = all.rows.map((row: FunnelRow) => row.seen);
  expect(seen).toEqual(seen.toSorted((a: number, b: number) => b - a));
  for (const { seen: saw, begun, filed } of all.rows as FunnelRow[]) {
    expect([saw >= begun, begun >= filed]).toEqual([true, true]);
  }
  const unseen = await list('view=unseen');
  expect(unseen.rows).toHaveLength(5);
  expect(unseen.total).toBe(5);
  expect(all.totals).toMatchObject({ published: 19, publishedSeen: 14 });
  expect((await list('view=rare')).rows.length).toBeGreaterThanOrEqual(5);
  expect((await list('q=khai+sinh')).rows.map((row: FunnelRow) => row.service)).toEqual(['1.001193']);
});

test('procedures are put in and renamed by who may write for the agency, and taken out', async () => {
  const body = {
    agencyId: own,
    source: 'Quyết định thử',
    services: [
      { code: '9.000001', name: 'Thủ tục thử một' },
      { code: '9.000002', name: 'Thủ tục thử hai' },
    ],
  };
  expect((await publish(body, 'nguoixem')).status).toBe(403);
  expect((await publish(body, 'quantri.khcn')).body).toEqual({ added: 2, changed: 0 });
  const again = { ...body, services: [{ code: '9.000001', name: 'Thủ tục thử một, sửa tên' }] };
  expect((await publish(again, 'quantri.khcn')).body).toEqual({ added: 0, changed: 1 });
  const wrong = await publish({ ...body, services: [{ code: 'có dấu', name: 'x' }] });
  expect(wrong.body.fields[0].path).toBe('body.services.0.code');
  const { rows } = (await node.ask('admin', 'GET', '/api/usage/published-services?q=thu+tuc+thu')).body;
  expect(rows.map(({ name }: { name: string }) => name)).toEqual(['Thủ tục thử một, sửa tên', 'Thủ tục thử hai']);
  const remove = async (who: string) =>
    (
      await node.app.inject({
        method: 'DELETE',
        url: `/api/usage/published-services/${rows[0].id}`,
        headers: { cookie: await node.cookieOf(who) },
      })
    ).statusCode;
  expect(await remove('quantri.nhatrang')).toBe(404);
  expect(await remove('quantri.khcn')).toBe(200);
  expect(await remove('quantri.khcn')).toBe(404);
});

test('a reader of one agency sees its sites and its catalogue only', async () => {
  const ctx = node.as(testPerson({ 'usage.report.read': new Set([own]) }));
  const seen = await listFunnels(ctx, { below: true, view: 'all', limit: 500 });
  expect(seen.rows.flatMap((row) => row.agencies.map(({ id }) => id)).every((id) => id === own)).toBe(true);
  const whole = await list('');
  expect(seen.totals.seen).toBeLessThan(whole.totals.seen);
  const page = await listFunnels(ctx, { below: true, view: 'all', limit: 3 });
  const next = await listFunnels(ctx, { below: true, view: 'all', limit: 500, cursor: page.next ?? '' });
  expect([...page.rows, ...next.rows].map((row) => row.service)).toEqual(seen.rows.map((row) => row.service));
});
