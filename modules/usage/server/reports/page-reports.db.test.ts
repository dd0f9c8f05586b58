import type { Kysely, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directory } from '#modules/directory/server/index.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { usage } from '../index.ts';
import { insertSites } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import { storeHits, testHit } from '../testing/hits.ts';
import { NOON } from '../testing/node.ts';
import { listContents, listEntries, listErrors, listExits, listLoads, listTimes } from './page-reports.ts';
import { listPages } from './pages.ts';

let node: TestPlatform;
const code = 77;
beforeAll(async () => {
  node = await testPlatform({ modules: [directory, usage], now: () => NOON });
  const site = {
    id: uuidv7(),
    code,
    name: 'Trang đo',
    kind: 'portal' as const,
    ownerId: uuidv7(),
    timeZone: 'Asia/Ho_Chi_Minh',
    state: 'receiving' as const,
    dutyDate: null,
    domains: ['do.example'],
  };
  await (node.platform.db as Kysely<UsageTables>)
    .transaction()
    .execute(async (trx: Transaction<UsageTables>) => await insertSites(trx, [site]));
  const at = (seconds: number) => NOON.getTime() - 7_200_000 + seconds * 1_000;
  const hit = (visitor: string, seconds: number, more: object) =>
    testHit({ site: code, host: 'do.example', visitor, at: at(seconds), title: '', ...more });
  await storeHits(node.platform.clickhouse, [
    hit('1', 0, { path: '/', title: 'Trang chủ', loadMs: 400 }),
    hit('1', 30, { path: '/a', title: 'A', loadMs: 800 }),
    hit('1', 40, { path: '/mat', title: '404/URL = /mat/From = /a' }),
    hit('2', 0, { path: '/', title: 'Trang chủ', loadMs: 600 }),
    hit('2', 90, { path: '/a', title: 'A' }),
    hit('3', 0, { path: '/a', title: 'A' }),
    hit('4', 0, {
      path: '/cu',
      title: 'Không tìm thấy trang',
      referrerKind: 'website',
      referrerName: 'bao.example',
      referrerPath: '/tin',
    }),
    hit('5', 0, { kind: 'content', path: '/', contentName: 'Bìa', contentPiece: 'anh.jpg' }),
    hit('5', 1, {
      kind: 'content',
      path: '/',
      contentName: 'Bìa',
      contentPiece: 'anh.jpg',
      contentInteraction: 'click',
    }),
    hit('6', 0, { kind: 'content', path: '/', contentName: 'Bìa', contentPiece: 'anh.jpg' }),
    hit('9', 0, { path: '/mat', title: '404', bot: 'crawler' }),
  ]);
});
afterAll(() => node.close());

const REPORTS = {
  entries: listEntries,
  exits: listExits,
  times: listTimes,
  loads: listLoads,
  contents: listContents,
  errors: listErrors,
};
const day = { from: '2026-11-25', to: '2026-11-25' };
const get = async (table: keyof typeof REPORTS, q?: string) =>
  await REPORTS[table](node.as(), code, { ...day, q, limit: 50 });

test('entries and exits: where visits begin and end, and how many saw no more', async () => {
  expect((await get('entries')).rows).toEqual([
    { path: '/', title: 'Trang chủ', visits: 2, bounces: 0 },
    { path: '/a', title: 'A', visits: 1, bounces: 1 },
    { path: '/cu', title: 'Không tìm thấy trang', visits: 1, bounces: 1 },
  ]);
  expect((await get('exits')).rows.map((row) => Object.values(row).filter((_, at) => at === 0 || at === 2))).toEqual([
    ['/a', 2],
    ['/cu', 1],
    ['/mat', 1],
  ]);
});

test('time on a page lasts to the next hit of the visit; last pages have none', async () => {
  const { rows } = await get('times');
  expect(rows[0]).toEqual({ path: '/a', title: 'A', views: 3, timed: 1, seconds: 10, average: 10 });
  expect(rows[1]).toEqual({ path: '/', title: 'Trang chủ', views: 2, timed: 2, seconds: 120, average: 60 });
  expect(rows.find((row) => 'path' in row && row.path === '/mat')).toMatchObject({ timed: 0, average: null });
});

test('load times: the middle and the slowest tenth of what was measured', async () => {
  const { rows } = await get('loads');
  expect(rows.map((row) => ('measured' in row ? [row.path, row.measured, row.median] : []))).toEqual([
    ['/', 2, 500],
    ['/a', 1, 800],
  ]);
});

test('content that was shown and used', async () => {
  expect((await get('contents')).rows).toEqual([
    { name: 'Bìa', piece: 'anh.jpg', impressions: 2, interactions: 1, visitors: 2 },
  ]);
});

test('pages that were not there, by their titles, with the page before or the site that links', async () => {
  expect((await get('errors')).rows).toEqual([
    { path: '/cu', title: 'Không tìm thấy trang', views: 1, visitors: 1, from: 'bao.example/tin' },
    { path: '/mat', title: '404/URL = /mat/From = /a', views: 1, visitors: 1, from: '/a' },
  ]);
  expect((await get('errors', 'khong tim')).total).toBe(1);
});

test('entries and exits agree with the table of pages', async () => {
  const pages = (await listPages(node.as(), code, { ...day, limit: 50 })).rows;
  for (const edge of ['entries', 'exits'] as const) {
    const found = new Map((await get(edge)).rows.map((row) => ('visits' in row ? [row.path, row.visits] : ['', 0])));
    expect(pages.map((row) => [row.path, found.get(row.path) ?? 0])).toEqual(pages.map((row) => [row.path, row[edge]]));
  }
});
