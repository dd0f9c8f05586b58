import { gzipSync } from 'node:zlib';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type UsageNode, usageNode } from '../testing/node.ts';
import { buildPublicBoardsJob } from './build.job.ts';

let node: UsageNode;
let agency: string;
beforeAll(async () => {
  node = await usageNode();
  agency = (await node.ask('lanhdao', 'GET', '/api/usage/agency-board')).body.agency.id;
});
afterAll(() => node.close());

const given = { slug: 'khanh-hoa', title: 'Dùng dịch vụ số <ở tỉnh>', smallest: 50, embeddable: true };

async function send(who: string, method: 'PUT' | 'DELETE', body?: object) {
  const url = `/api/usage/agencies/${agency}/public-board`;
  const request: InjectOptions = { method, url, headers: { cookie: await node.cookieOf(who) } };
  return await node.app.inject(body === undefined ? request : { ...request, payload: body });
}
const open = (url: string, headers: Record<string, string> = {}) => node.app.inject({ method: 'GET', url, headers });

test('the board of an agency: what is right below it, ranked, adds up to the whole', async () => {
  const { body } = await node.ask('lanhdao', 'GET', '/api/usage/agency-board');
  const all = await node.ask('lanhdao', 'GET', `/api/usage/board?agencyId=${agency}&limit=500`);
  const sum = (rows: { visits: number }[]) => rows.reduce((total, { visits }) => total + visits, 0);
  expect(sum(body.rows)).toBe(sum(all.body.rows));
  expect(body.rows.length).toBeGreaterThan(20);
  expect(body.rows[0].rank).toBe(1);
  for (const { visits, days } of body.rows)
    expect(days.reduce((one: number, other: number) => one + other, 0)).toBe(visits);
  expect(body.can.publish).toBe(false);
  const below = body.rows.find(({ agency: { id } }: { agency: { id: string } }) => id !== agency);
  const child = await node.ask('lanhdao', 'GET', `/api/usage/agency-board?agencyId=${below.agency.id}`);
  expect(sum(child.body.rows)).toBe(below.visits);
  expect(child.body.above.map(({ id }: { id: string }) => id)).toContain(agency);
});

test('a published board is read by anyone, from what a job worked out, and carries no small count', async () => {
  expect((await send('lanhdao', 'PUT', given)).statusCode).toBe(403);
  expect((await open('/public/khanh-hoa')).statusCode).toBe(404);
  expect((await send('admin', 'PUT', { ...given, slug: 'Khánh Hòa' })).statusCode).toBe(400);
  const published = await send('admin', 'PUT', { ...given, slug: 'bang-so' });
  expect(published.json()).toMatchObject({ slug: 'bang-so', agencyId: agency, builtAt: null });
  expect((await open('/public/bang-so')).body).toContain('đang được chuẩn bị');
  await buildPublicBoardsJob.run(node.as(), {});

  // A process keeps what it knows for half a minute; under a new address it asks.
  await send('admin', 'PUT', { ...given, slug: 'dung-dich-vu' });
  await buildPublicBoardsJob.run(node.as(), {});
  const page = await open('/public/dung-dich-vu');
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('Dùng dịch vụ số &lt;ở tỉnh&gt;');
  expect(page.body).toContain('dưới 50');
  expect(page.body).not.toMatch(/<script|<link|<img/);
  expect(gzipSync(page.rawPayload).length).toBeLessThan(60_000);
  expect(page.headers['cache-control']).toBe('public, max-age=300');
  expect(page.headers['content-security-policy']).toContain('frame-ancestors *');
  expect(page.headers).not.toHaveProperty('x-frame-options');
  expect((await open('/public/dung-dich-vu', { 'if-none-match': page.headers.etag as string })).statusCode).toBe(304);
  expect((await open('/sites')).headers['content-security-policy']).toContain("frame-ancestors 'none'");

  const data = (await open('/api/usage/public-boards/dung-dich-vu')).json();
  const { body } = await node.ask('lanhdao', 'GET', `/api/usage/totals?agencyId=${agency}`);
  expect(data.visits).toBe(body.figures.visits.value);
  for (const { visits } of [...data.top, ...data.days])
    expect(visits === null || visits === 0 || visits >= 50).toBe(true);
});

test('what is shown is asked of no store again, until the job works it out anew', async () => {
  let asked = 0;
  const { query } = node.platform.clickhouse;
  node.platform.clickhouse.query = (definition, params) => {
    asked += 1;
    return query(definition, params);
  };
  for (let time = 0; time < 20; time += 1) await open('/public/dung-dich-vu');
  node.platform.clickhouse.query = query;
  expect(asked).toBe(0);
});

test('a frame is refused where the agency does not allow it; a board taken back is gone', async () => {
  await send('admin', 'PUT', { ...given, slug: 'khong-nhung', embeddable: false });
  await buildPublicBoardsJob.run(node.as(), {});
  const page = await open('/public/khong-nhung');
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(page.headers['x-frame-options']).toBe('DENY');
  expect((await send('lanhdao', 'DELETE')).statusCode).toBe(403);
  expect((await send('admin', 'DELETE')).statusCode).toBe(200);
  expect((await send('admin', 'DELETE')).json().code).toBe('usage.board_not_found');
  const { body } = await node.ask('admin', 'GET', '/api/usage/agency-board');
  expect(body.publicBoard).toBeNull();
});
