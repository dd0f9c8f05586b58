import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// @ts-expect-error: the package has no types
import MatomoTracker from 'matomo-tracker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { openTestStore } from '#platform/server/testing/test-store.ts';
import type { Collector } from './collector.ts';
import { hitsOf, listen, startTestCollector, TEST_TOKEN, testSite, testSites, until } from './testing.ts';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

let folder: string;
let clickhouse: ClickHouse;
let collector: Collector;
let served: Awaited<ReturnType<typeof listen>>;
const stored: number[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nhipcau-collector-'));
  clickhouse = await openTestStore(join(folder, 'clickhouse'));
  collector = await startTestCollector({
    clickhouse,
    folder: join(folder, 'collector'),
    sites: testSites(
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((code) => testSite(code)),
      testSite(9, { state: 'closed' }),
      testSite(10, { anyHost: true, goals: new Set([1]) }),
    ),
    onStored: (codes) => stored.push(...codes),
  });
  served = await listen(collector.rawHandler);
}, 60_000);

afterAll(async () => {
  await served.close();
  await collector.stop();
  await clickhouse.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

function send(
  path: string,
  more: { method?: string; body?: string | Buffer; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const { method = 'GET', body, headers = {} } = more;
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { port: served.port, host: '127.0.0.1', path, method, headers: { 'User-Agent': CHROME, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode as number, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    request.on('error', reject);
    request.end(body ?? '');
  });
}

const page = (site: number, path: string, more = '') =>
  `/matomo.php?idsite=${site}&rec=1&url=${encodeURIComponent(`https://khanhhoa.gov.vn${path}`)}${more}`;

async function storedHits(site: number, count: number) {
  await until(`${count} hits of site ${site} are stored`, async () => (await hitsOf(clickhouse, site)).length >= count);
  return hitsOf(clickhouse, site);
}

describe('answers', () => {
  test('a GET is answered with the picture and must not be cached', async () => {
    const reply = await send(page(1, '/gioi-thieu', '&action_name=Gi%E1%BB%9Bi%20thi%E1%BB%87u'));
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({ 'content-type': 'image/gif', 'cache-control': 'no-store' });
    expect(reply.body).toHaveLength(43);
    const [hit] = await storedHits(1, 1);
    expect(hit).toMatchObject({
      kind: 'page',
      host: 'khanhhoa.gov.vn',
      path: '/gioi-thieu',
      title: 'Giới thiệu',
      bot: '',
      device: 'desktop',
      browser: 'Chrome',
      system: 'Windows',
      referrer_kind: 'direct',
    });
    expect(stored).toContain(1);
  });

  test('a beacon without body carries all in its query; send_image=0 is answered without a picture', async () => {
    const reply = await send(page(2, '/beacon', '&send_image=0'), {
      method: 'POST',
      headers: {
        Origin: 'https://khanhhoa.gov.vn',
        'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
    });
    expect(reply.status).toBe(204);
    expect(reply.body).toHaveLength(0);
    expect(reply.headers).toMatchObject({
      'access-control-allow-origin': 'https://khanhhoa.gov.vn',
      'access-control-allow-credentials': 'true',
    });
    expect((await storedHits(2, 1))[0]).toMatchObject({ path: '/beacon' });
  });

  test('a form body counts, and the query wins over it', async () => {
    const reply = await send(page(3, '/query'), {
      method: 'POST',
      body: 'url=https%3A%2F%2Fkhanhhoa.gov.vn%2Fbody&action_name=T',
    });
    expect(reply.status).toBe(200);
    expect((await storedHits(3, 1))[0]).toMatchObject({ path: '/query', title: 'T' });
  });

  test('a preflight, an unknown method and an empty call', async () => {
    const preflight = await send('/tracking', { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-allow-methods': 'GET, POST',
    });
    expect((await send('/matomo.php', { method: 'DELETE' })).status).toBe(405);
    const empty = await send('/piwik.php');
    expect([empty.status, empty.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect((await send('/piwik.php', { method: 'POST' })).status).toBe(400);
    expect((await send('/matomo.phpx')).status).toBe(404);
  });

  test.each([
    ['no site', '/matomo.php?rec=1'],
    ['an unknown site', page(404, '/')],
    ['a site that is no number', '/matomo.php?idsite=abc&rec=1'],
    ['a closed site', page(9, '/')],
    ['a visitor id of the wrong length', page(1, '/', '&cid=123')],
    ['an address without token', page(1, '/', '&cip=113.161.1.2')],
    ['a place without token', page(1, '/', '&country=vn')],
    ['an old time without token', page(1, '/', '&cdt=2020-01-01 00:00:00')],
    ['an old time with a wrong token', page(1, '/', '&cdt=1577836800&token_auth=wrong')],
    ['an unknown goal', page(10, '/', '&idgoal=2')],
  ])('%s is refused', async (_, path) => {
    const reply = await send(encodeURI(decodeURI(path)));
    expect(reply.status).toBe(400);
    expect(reply.headers['content-type']).toBe('image/gif');
    expect((await send(`${encodeURI(decodeURI(path))}&send_image=0`)).body).toHaveLength(0);
  });

  test('what is left out on purpose looks recorded, and is counted by reason', async () => {
    for (const path of [
      page(4, '/').replace('rec=1', 'rec=0'),
      '/matomo.php?idsite=4&rec=1&url=https%3A%2F%2Fexample.com%2F',
      page(4, '/', '&ca=1'),
      page(4, '/', '&idgoal=0&ec_id=7'),
    ])
      expect((await send(path)).status).toBe(200);
    await send(page(4, '/'), { headers: { Cookie: 'a=1; matomo_ignore=x' } });
    await send(page(4, '/'), { headers: { 'X-Purpose': 'preview' } });
    const reasons = collector
      .state()
      .setAside.filter(({ site }) => site === 4)
      .map(({ reason }) => reason);
    expect(reasons.sort()).toEqual([
      'commerce',
      'custom_action',
      'not_recorded',
      'opted_out',
      'prefetched',
      'wrong_domain',
    ]);
    expect(await hitsOf(clickhouse, 4)).toHaveLength(0);
  });

  test('a body beyond the cap is refused', async () => {
    const reply = await send('/matomo.php', {
      method: 'POST',
      headers: { 'Content-Length': String(3 * 1024 * 1024) },
      body: '',
    }).catch(() => null);
    expect(reply === null || reply.status === 413).toBe(true);
  });
});

describe('bulk', () => {
  test('strings and objects count under any content type; a bad entry does not stop the others', async () => {
    const body = JSON.stringify({
      requests: [
        page(5, '/one').slice('/matomo.php'.length),
        { idsite: 5, rec: 1, url: 'https://khanhhoa.gov.vn/two', action_name: 'Hai' },
        '?idsite=404&rec=1',
        17,
        `https://collector.example/matomo.php?idsite=5&rec=1&url=${encodeURIComponent('https://khanhhoa.gov.vn/three')}`,
      ],
    });
    const reply = await send('/matomo.php', {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.body.toString())).toEqual({ status: 'success', tracked: 3, invalid: 2 });
    expect((await storedHits(5, 3)).map((hit) => String(hit['path'])).sort((a, b) => a.localeCompare(b))).toEqual([
      '/one',
      '/three',
      '/two',
    ]);
  });

  test('send_image 0 is answered 204; the bearer of a token learns which entries were bad', async () => {
    const body = (more: object) => JSON.stringify({ requests: ['?idsite=404&rec=1'], ...more });
    expect((await send('/tracking', { method: 'POST', body: body({ send_image: 0 }) })).status).toBe(204);
    const entries = JSON.stringify({ requests: [`?idsite=5&rec=0`, '?idsite=404'], token_auth: TEST_TOKEN });
    expect(JSON.parse((await send('/tracking', { method: 'POST', body: entries })).body.toString())).toEqual({
      status: 'success',
      tracked: 1,
      invalid: 1,
      invalid_indices: [1],
    });
  });

  test('JSON that breaks off records nothing', async () => {
    const reply = await send('/matomo.php', { method: 'POST', body: '{"requests":["?idsite=5&rec=1"' });
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body.toString())).toEqual({ status: 'error', tracked: 0, invalid: 0 });
  });

  test.each([
    ['requests are no list', '{"requests":{"0":"?idsite=8&rec=1"}}'],
    ['requests are nothing', '{"requests":null}'],
    ['more entries than a bulk may have', JSON.stringify({ requests: Array(10_001).fill('') })],
    ['text after its end', '{"requests":[]} and more'],
  ])('a bulk where there are %s is refused whole', async (_what, body) => {
    const before = setAsideOf(0, 'bulk_invalid');
    const reply = await send('/matomo.php', { method: 'POST', body });
    expect(reply.status).toBe(400);
    expect(setAsideOf(0, 'bulk_invalid')).toBe(before + 1);
  });
});

/** What wrong programs and people who try send: nothing of it may be recorded, crash, or be told as a mistake of ours. */
describe('wrong content', () => {
  test.each<[string, string | Buffer, string]>([
    ['bytes of a picture', randomBytes(4_096), 'image/png'],
    ['a broken form', '%E0%A4%A&&&=&=8&%&idsite&rec==1&url=%', 'application/x-www-form-urlencoded'],
    [
      'a form with NUL and broken UTF-8',
      Buffer.from('idsite=\0&rec=1&url=\xff\xfe', 'latin1'),
      'application/x-www-form-urlencoded',
    ],
    ['JSON that is no bulk', '{"idsite":8,"rec":1,"url":"https://khanhhoa.gov.vn/"}', 'application/json'],
    ['a list in JSON', '[{"idsite":8,"rec":1}]', 'application/json'],
    ['XML', '<?xml version="1.0"?><idsite>8</idsite>', 'text/xml'],
    [
      'a form in parts',
      '--x\r\nContent-Disposition: form-data; name="idsite"\r\n\r\n8\r\n--x--',
      'multipart/form-data; boundary=x',
    ],
    ['what claims to be packed', randomBytes(512), 'application/octet-stream'],
  ])('%s as a body is refused and records nothing', async (_what, body, type) => {
    const reply = await send('/matomo.php', { method: 'POST', body, headers: { 'Content-Type': type } });
    expect(reply.status).toBe(400);
    expect(await hitsOf(clickhouse, 8)).toHaveLength(0);
  });

  test('beside a good query, a body without meaning changes nothing', async () => {
    const reply = await send(page(10, '/good'), { method: 'POST', body: randomBytes(2_048) });
    expect(reply.status).toBe(200);
    expect((await storedHits(10, 1))[0]).toMatchObject({ path: '/good' });
  });
});

function setAsideOf(site: number, reason: string): number {
  const entry = collector.state().setAside.find((one) => one.site === site && one.reason === reason);
  return entry?.count ?? 0;
}

test('a token lets time and address of a hit be given', async () => {
  const old = page(6, '/old', `&cdt=1577836800&cip=113.161.1.2&token_auth=${TEST_TOKEN}`);
  expect((await send(old)).status).toBe(200);
  expect((await send(old, { headers: { 'X-Forwarded-For': '1.1.1.1' } })).status).toBe(200);
  expect((await send(old.replace('113.161.1.2', '113.161.1.3'))).status).toBe(200);
  const hits = await storedHits(6, 3);
  expect(hits.map((hit) => hit['day'])).toEqual(['2020-01-01', '2020-01-01', '2020-01-01']);
  expect(new Set(hits.map((hit) => hit['visitor'])).size).toBe(2);
});

test('matomo-tracker, a client of others for Node, works unchanged', async () => {
  const tracker = new MatomoTracker(7, `http://127.0.0.1:${served.port}/matomo.php`);
  const errors: unknown[] = [];
  tracker.on('error', (error: unknown) => errors.push(error));
  tracker.track('https://khanhhoa.gov.vn/track');
  tracker.track({ url: 'https://khanhhoa.gov.vn/event', e_c: 'Video', e_a: 'Play', e_n: 'Tết', e_v: 3 });
  tracker.track({ url: 'https://khanhhoa.gov.vn/', download: 'https://khanhhoa.gov.vn/tệp.pdf' });
  const answer = await new Promise<string>((resolve) =>
    tracker.trackBulk(
      [
        { url: 'https://khanhhoa.gov.vn/bulk-1' },
        { url: 'https://khanhhoa.gov.vn/bulk-2', search: 'hộ chiếu', search_count: 0 },
      ],
      resolve,
    ),
  );
  expect(JSON.parse(answer)).toEqual({ status: 'success', tracked: 2, invalid: 0 });
  const hits = await storedHits(7, 5);
  expect(errors).toEqual([]);
  expect(hits.map((hit) => String(hit['kind'])).sort((a, b) => a.localeCompare(b))).toEqual([
    'download',
    'event',
    'page',
    'page',
    'search',
  ]);
  expect(hits.find((hit) => hit['kind'] === 'event')).toMatchObject({
    event_category: 'Video',
    event_name: 'Tết',
    event_value: 3,
  });
  expect(hits.find((hit) => hit['kind'] === 'search')).toMatchObject({
    search_keyword: 'hộ chiếu',
    search_count: 0,
    path: '',
  });
  expect(hits.every((hit) => hit['bot'] === '')).toBe(true);
});

test('robots are set apart with a reason, and no address is stored anywhere', async () => {
  await send(page(8, '/bot'), {
    headers: { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
  });
  await send(page(8, '/bot'), {
    headers: {
      'User-Agent':
        'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.1; +https://openai.com/gptbot)',
    },
  });
  await send(page(8, '/let-in', '&bots=1'), { headers: { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' } });
  const hits = await storedHits(8, 3);
  expect(hits.map((hit) => [hit['path'], hit['bot']])).toEqual([
    ['/bot', 'search_engine'],
    ['/bot', 'ai'],
    ['/let-in', ''],
  ]);
  expect(JSON.stringify(hits)).not.toContain('127.0.0.1');
});
