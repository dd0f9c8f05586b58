import { afterAll, beforeAll, expect, test } from 'vitest';
import { testPerson } from '#platform/server/testing/test-platform.ts';
import { usage } from '../index.ts';
import { type UsageNode, usageNode } from '../testing/node.ts';
import { getBoard } from './board.ts';
import { getTotals } from './totals.ts';

let node: UsageNode;
beforeAll(async () => {
  node = await usageNode();
});
afterAll(() => node.close());

const get = async (path: string) => (await node.ask('lanhdao', 'GET', path)).body;
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

test('the figures of a site are made of their parts and agree with its series', async () => {
  const { figures, site } = await get('/api/usage/sites/1/figures');
  expect(site).toEqual({ code: 1, name: 'Cổng thông tin điện tử tỉnh Khánh Hòa' });
  expect(figures.visits.period).toEqual({ from: '2026-10-27', to: '2026-11-25' });
  expect(figures.visits.previous.period).toEqual({ from: '2026-09-27', to: '2026-10-26' });
  expect(figures.visits.value).toBeGreaterThan(5_000);
  expect(figures.bounceRate.denominator).toBe(figures.visits.value);
  expect(figures.bounceRate.value).toBeCloseTo(figures.bounceRate.numerator / figures.bounceRate.denominator);
  expect(figures.averageVisitSeconds.value).toBeGreaterThan(30);
  expect(figures.bots.value).toBeGreaterThan(0);
  const { points, previous } = await get('/api/usage/sites/1/series?compare=true');
  expect(points).toHaveLength(30);
  for (const key of ['visits', 'visitors', 'pageViews']) {
    expect(sum(points.map((point: Record<string, number>) => point[key]))).toBe(figures[key].value);
  }
  expect(sum(previous.map((point: { visits: number }) => point.visits))).toBe(figures.visits.previous.value);
  const hours = await get('/api/usage/sites/1/series?by=hour&from=2026-11-24&to=2026-11-24');
  expect(hours.points).toHaveLength(24);
  expect(sum(hours.points.map((point: { visits: number }) => point.visits))).toBe(points[28].visits);
});

test('every figure opens onto as many records as it says', async () => {
  const day = 'from=2026-11-24&to=2026-11-24';
  const { figures } = await get(`/api/usage/sites/3/figures?${day}&compare=false`);
  for (const key of ['visits', 'visitors', 'pageViews', 'actions', 'bots']) {
    let count = 0;
    let cursor = '';
    do {
      const page = await get(`/api/usage/sites/3/hits?${day}&figure=${key}&limit=50${cursor}`);
      count += page.rows.length;
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect([key, count]).toEqual([key, figures[key].value]);
  }
  const bounced = await get(`/api/usage/sites/3/hits?${day}&figure=bounceRate&limit=200`);
  const visits = new Set(bounced.rows.map((row: { visitor: string; visit: number }) => `${row.visitor} ${row.visit}`));
  expect(visits.size).toBe(figures.bounceRate.numerator);
});

test('tables of a site: shape, order, words without accents, pages', async () => {
  const pages = await get('/api/usage/sites/1/pages?limit=5');
  expect(pages.rows[0]).toMatchObject({ path: '/', host: 'khanhhoa.example' });
  expect(pages.rows.map((row: { views: number }) => row.views)).toEqual(
    pages.rows.map((row: { views: number }) => row.views).toSorted((a: number, b: number) => b - a),
  );
  const second = await get(`/api/usage/sites/1/pages?limit=5&cursor=${pages.next}`);
  expect(second.total).toBeNull();
  expect(second.rows[0].path).not.toBe(pages.rows[4].path);
  const found = await get('/api/usage/sites/1/pages?q=chuyen+DOI+so');
  expect(found.rows.length).toBeGreaterThan(3);
  for (const row of found.rows) expect(row.title).toMatch(/chuyển đổi số/i);

  const { figures } = await get('/api/usage/sites/1/figures?compare=false');
  const sources = await get('/api/usage/sites/1/sources?limit=500');
  expect(sum(sources.rows.map((row: { visits: number }) => row.visits))).toBe(figures.visits.value);
  expect(sources.rows.map((row: { name: string }) => row.name)).toEqual(
    expect.arrayContaining(['Google', 'Zalo', 'Cốc Cốc', 'tuan-le-chuyen-doi-so']),
  );
  const all = await get('/api/usage/sites/1/pages?limit=500');
  expect(sum(all.rows.map((row: { views: number }) => row.views))).toBe(figures.pageViews.value);
  const hours = await get('/api/usage/sites/1/hours');
  expect(hours.cells).toHaveLength(168);
  expect(sum(hours.cells.map((cell: { visits: number }) => cell.visits))).toBe(figures.visits.value);
  for (const dimension of ['device', 'browser', 'system', 'language', 'screen']) {
    const devices = await get(`/api/usage/sites/1/devices?dimension=${dimension}&limit=500`);
    expect(sum(devices.rows.map((row: { count: number }) => row.count))).toBe(figures.visits.value);
  }
  for (const table of ['searches', 'downloads', 'outlinks', 'events']) {
    expect((await get(`/api/usage/sites/1/${table}`)).rows.length).toBeGreaterThan(1);
  }
  const fruitless = await get('/api/usage/sites/1/searches?withoutResult=true');
  expect(fruitless.rows.map((row: { name: string }) => row.name).toSorted()).toEqual([
    'danh sách thi nâng ngạch',
    'lịch cúp điện',
  ]);
});

test('a row of a table opens onto its own records: as many, and each about what the row names', async () => {
  const subjectOf = {
    searches: (row: Row) => row['name'],
    downloads: (row: Row) => row['name'],
    outlinks: (row: Row) => row['name'],
    services: (row: Row) => row['service'],
    events: ({ category, action, name }: Row) => `${category} / ${action}${name === '' ? '' : ` / ${name}`}`,
  };
  const kinds = {
    searches: 'search',
    downloads: 'download',
    outlinks: 'outlink',
    services: 'service',
    events: 'event',
  };
  for (const [table, subjectIn] of Object.entries(subjectOf)) {
    const code = table === 'services' ? 2 : 1;
    const span = 'from=2026-11-20&to=2026-11-24';
    const row: Row = (await get(`/api/usage/sites/${code}/${table}?${span}&limit=1`)).rows[0];
    const subject = subjectIn(row) ?? '';
    const kind = kinds[table as keyof typeof kinds];
    const asked = new URLSearchParams({ kind, subject, limit: '200' });
    const found: Row[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page = await get(`/api/usage/sites/${code}/hits?${span}&${asked}${next && `&cursor=${next}`}`);
      found.push(...page.rows);
      next = page.next;
    }
    expect([table, found.length]).toEqual([table, row.count]);
    for (const hit of found) expect(hit).toMatchObject({ kind, subject });
  }
});

type Row = Record<string, string>;

test('services by code and state', async () => {
  const { rows } = await get('/api/usage/sites/2/services');
  expect(rows[0].states.map((one: { state: string }) => one.state)).toEqual(['-1', '0', '1']);
  const [seen, begun, filed] = rows[0].states.map((one: { count: number }) => one.count);
  expect(seen).toBeGreaterThan(begun);
  expect(begun).toBeGreaterThan(filed);
  expect(rows[0].count).toBe(seen + begun + filed);
});

test('the board ranks all sites that are not closed, with a day for each day', async () => {
  const board = await get('/api/usage/board?limit=500');
  expect(board.total).toBe(board.rows.length);
  expect(board.rows[0]).toMatchObject({ rank: 1, site: { code: 1 } });
  expect(board.rows[0].days).toHaveLength(30);
  expect(sum(board.rows[0].days)).toBe(board.rows[0].visits);
  expect(board.rows.some((row: { state: string }) => row.state === 'interrupted')).toBe(true);
  expect(board.rows.filter((row: { state: string }) => row.state === 'registered')[0]).toMatchObject({
    visits: 0,
    change: null,
  });
  const page = await get('/api/usage/board?limit=10&sort=name');
  const next = await get(`/api/usage/board?limit=10&sort=name&cursor=${page.next}`);
  expect(next.rows).toHaveLength(10);
  const totals = await get('/api/usage/totals');
  expect(totals.sites.total).toBe(board.total);
  expect(totals.figures.visits.value).toBe(sum(totals.series.map((point: { visits: number }) => point.visits)));
  const kind = await get('/api/usage/board?kind=service_portal');
  expect(kind.rows.map((row: { site: { code: number } }) => row.site.code)).toEqual([2, 3]);
});

test('a reader of one agency sees its sites only, in every report', async () => {
  const { owner } = await get('/api/usage/sites/3');
  const reach = new Set([owner.id]);
  const actor = testPerson({ 'usage.report.read': reach, 'usage.site.read': reach });
  const ctx = node.as(actor);
  const board = await getBoard(ctx, { below: true, sort: 'rank', limit: 500 });
  expect(board.rows.map((row) => row.site.code)).not.toContain(1);
  expect(board.rows.map((row) => row.site.code)).toContain(3);
  const totals = await getTotals(ctx, { below: true, compare: false });
  expect(totals.sites.total).toBe(board.total);
  expect(totals.figures.visits.value).toBe(sum(board.rows.map((row) => row.visits)));
  expect(await usage.mayHear?.(ctx, 'usage.site:3')).toBe(true);
  expect(await usage.mayHear?.(ctx, 'usage.site:1')).toBe(false);
  expect(await usage.mayHear?.(ctx, 'usage.site:01')).toBe(false);
  expect(await usage.mayHear?.(ctx, 'usage.registry')).toBe(false);
  expect(await usage.mayHear?.(node.as({ kind: 'anonymous' }), 'usage.board')).toBe(false);
});

test('nobody reads a report without signing in; bad periods and cursors are named', async () => {
  for (const path of [
    'figures',
    'series',
    'pages',
    'sources',
    'hours',
    'devices',
    'searches',
    'downloads',
    'outlinks',
    'events',
    'services',
    'hits',
    'live',
  ]) {
    expect([path, (await node.ask(null, 'GET', `/api/usage/sites/1/${path}`)).status]).toEqual([path, 401]);
    expect([path, (await node.ask('lanhdao', 'GET', `/api/usage/sites/99999/${path}`)).status]).toEqual([path, 404]);
  }
  expect((await node.ask(null, 'GET', '/api/usage/board')).status).toBe(401);
  expect((await node.ask(null, 'GET', '/api/usage/totals')).status).toBe(401);
  const backwards = await node.ask('lanhdao', 'GET', '/api/usage/sites/1/figures?from=2026-11-02&to=2026-11-01');
  expect(backwards.body.code).toBe('usage.period_invalid');
  const long = await node.ask('lanhdao', 'GET', '/api/usage/sites/1/figures?from=2020-11-02&to=2026-11-01');
  expect(long.body.code).toBe('usage.period_invalid');
  expect((await node.ask('lanhdao', 'GET', '/api/usage/sites/1/pages?cursor=zz')).body.code).toBe(
    'platform.input_invalid',
  );
});
