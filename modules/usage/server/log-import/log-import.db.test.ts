import { request } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import type { LogImport } from '../../contract.ts';
import { hitsOf, listen, startTestCollector } from '../collector/testing.ts';
import { openSiteRegistry } from '../sites/registry.ts';
import type { UsageTables } from '../tables.ts';
import { type UsageNode, usageNode } from '../testing/node.ts';
import { importLog } from './import-log.job.ts';
import { findImport } from './imports.repo.ts';
import { CHROME, combinedLine, GOOGLEBOT } from './testing.ts';
import { tidyImports } from './tidy-imports.job.ts';
import { undoImport } from './undo-import.job.ts';
import { uploadLog } from './upload-log.ts';

let node: UsageNode;
let db: Kysely<UsageTables>;
let code = 0;
/** A site of its own for each test. */
const HOST = 'nhat-ky.khanhhoa.example';

beforeAll(async () => {
  node = await usageNode();
  db = node.platform.db as Kysely<UsageTables>;
});
afterAll(() => node.close());

beforeEach(async () => {
  const { rows } = (await node.ask('admin', 'GET', '/api/usage/sites?limit=1')).body;
  const site = { name: 'Trang có nhật ký', kind: 'portal', ownerId: rows[0].owner.id, domains: [HOST] };
  code = (await node.ask('admin', 'POST', '/api/usage/sites', site)).body.code;
});

const url = (more = '') => `/api/usage/sites/${code}/log-imports${more}`;

async function upload(content: string | Buffer, name = 'access.log'): Promise<LogImport> {
  return await uploadLog(node.as(), code, name, Readable.from([Buffer.from(content)]));
}

/** Uploads, starts and counts, as route and job do. */
async function imported(content: string | Buffer, name?: string): Promise<LogImport> {
  const { id } = await upload(content, name);
  expect((await node.ask('admin', 'POST', url(`/${id}/start`))).status).toBe(202);
  await importLog(node.as(), id);
  return await importOf(id);
}

async function importOf(id: string): Promise<LogImport> {
  const { rows } = (await node.ask('admin', 'GET', url())).body;
  return rows.find((one: LogImport) => one.id === id);
}

const time = (minute: number) => `24/Nov/2026:10:${String(minute).padStart(2, '0')}:00 +0700`;
const line = (minute: number, request = 'GET /tin-tuc HTTP/1.1', more = {}) =>
  `${combinedLine({ time: time(minute), request, ...more })}\n`;
const hits = () => hitsOf(node.platform.clickhouse, code);
const rowCount = defineQuery({
  name: 'usage.test_rows',
  sql: 'select count() as rows, uniqExact(path) as paths from hit where site = {site:UInt32}',
  params: z.object({ site: z.number() }),
  row: z.object({ rows: z.coerce.number(), paths: z.coerce.number() }),
});
const counted = async () => (await node.platform.clickhouse.query(rowCount, { site: code }))[0];
const rowsOf = async () => (await counted())?.rows;

describe('an import', () => {
  test('counts people, robots, files apart from what pages are made of, and tells what is broken', async () => {
    const done = await imported(
      line(1) +
        line(2, 'GET /van-ban/so-1.pdf HTTP/1.1', { referrer: `https://${HOST}/van-ban` }) +
        line(3, 'GET /tim?q=h%E1%BB%99+kh%E1%BA%A9u HTTP/1.1') +
        line(4, 'GET / HTTP/1.1', { agent: GOOGLEBOT }) +
        line(5, 'GET /anh.png HTTP/1.1') +
        line(6, 'GET /khong-co HTTP/1.1', { status: 404 }) +
        line(7, 'GET /cu HTTP/1.1', { status: 301 }) +
        line(8, 'POST /gui HTTP/1.1') +
        'một dòng hỏng của 203.113.131.9\n' +
        line(9, 'GET / HTTP/1.1', { time: '24/Nov/2027:10:00:00 +0700' }),
    );
    expect(done).toMatchObject({
      state: 'done',
      lines: 10,
      recorded: { page: 1, download: 1, search: 1 },
      bots: { search_engine: 1 },
      aside: { static: 1, error: 1, redirect: 1, method: 1, future: 1 },
      broken: { shape: 1 },
      firstAt: '2026-11-24T03:01:00.000Z',
      lastAt: '2026-11-24T03:04:00.000Z',
    });
    expect(
      (await hits()).map(({ kind, path, target, search_keyword, bot, origin }) => [
        kind,
        path,
        target,
        search_keyword,
        bot,
        origin,
      ]),
    ).toEqual([
      ['page', '/tin-tuc', '', '', '', done.id],
      ['download', '/van-ban', `https://${HOST}/van-ban/so-1.pdf`, '', '', done.id],
      ['search', '', '', 'hộ khẩu', '', done.id],
      ['page', '/', '', '', 'search_engine', done.id],
    ]);
    const file = await node.app.inject({
      url: url(`/${done.id}/problems`),
      headers: { cookie: await node.cookieOf('admin') },
    });
    expect(file.body).toContain('9,shape,một dòng hỏng của …');
    const site = (await node.ask('admin', 'GET', `/api/usage/sites/${code}`)).body;
    expect(site).toMatchObject({ firstHitAt: done.firstAt, lastHitAt: done.lastAt });
    // The file held addresses: it is gone.
    expect((await findImport(db, done.id))?.file_key).toBeNull();
  });

  test('of a day makes the same hits as its tracker', async () => {
    const referrer = 'https://www.google.com/';
    const registry = await openSiteRegistry(node.platform);
    const collector = await startTestCollector({
      clickhouse: node.platform.clickhouse,
      folder: `${node.platform.config.dataDir}/collector-of-test`,
      sites: registry,
      visitorKey: node.platform.secrets.visitorKey,
      now: () => node.platform.now().getTime(),
      config: { TRUSTED_PROXIES: ['127.0.0.1'], COLLECTOR_LOG_MAX_MB: 64, COLLECTOR_SYNC: false, COLLECTOR_RATE: 1e6 },
    });
    const web = await listen(collector.rawHandler);
    const query = new URLSearchParams({
      idsite: String(code),
      rec: '1',
      url: `https://${HOST}/tin-tuc?p=2`,
      urlref: referrer,
    });
    const headers = { 'user-agent': CHROME, 'x-forwarded-for': '203.113.131.7' };
    // No language is sent, as no log knows it.
    await new Promise((resolve) =>
      request({ port: web.port, path: `/matomo.php?${query}`, headers }, (answer) =>
        answer.resume().on('end', resolve),
      ).end(),
    );
    await collector.settle();
    await web.close();
    await collector.stop();
    await registry.close();
    const [tracked] = await hits();
    await imported(line(0, 'GET /tin-tuc?p=2 HTTP/1.1', { referrer, time: '25/Nov/2026:12:00:00 +0700' }));
    const [, fromLog] = await hits();
    expect({ ...fromLog, origin: '' }).toEqual(tracked);
  });

  test('of a log with hosts takes the lines of its site only', async () => {
    const done = await imported(`${HOST} ${line(1)}www.${HOST}:443 ${line(2)}khac.example ${line(3)}`);
    expect(done).toMatchObject({ format: 'vhost_combined', recorded: { page: 2 }, aside: { wrong_domain: 1 } });
  });

  test('can be undone, and then comes in anew', async () => {
    const log = line(1) + line(2);
    const first = await imported(log);
    await imported(line(3), 'other.log');
    expect(await rowsOf()).toBe(3);
    expect((await node.ask('admin', 'POST', url(`/${first.id}/undo`))).status).toBe(202);
    await undoImport(node.as(), first.id);
    expect(await importOf(first.id)).toMatchObject({ state: 'undone', can: { undo: false } });
    expect(await rowsOf()).toBe(1);
    const site = (await node.ask('admin', 'GET', `/api/usage/sites/${code}`)).body;
    expect(site.firstHitAt).toBe('2026-11-24T03:03:00.000Z');
    expect(await imported(log)).toMatchObject({ state: 'done', recorded: { page: 2 }, skippedBytes: 0 });
    expect(await rowsOf()).toBe(3);
  });
});

describe('each line counts once', () => {
  const log = line(1) + line(2) + line(3);

  test('when the same log comes again, under another name or packed', async () => {
    await imported(log);
    for (const again of [log, gzipSync(log)]) {
      expect(await imported(again, 'access.log.1.gz')).toMatchObject({
        state: 'done',
        lines: 0,
        recorded: {},
        skippedBytes: Buffer.byteLength(log),
      });
    }
    expect(await rowsOf()).toBe(3);
  });

  test('when a log comes again that grew, also in the middle of a line', async () => {
    const half = line(4).slice(0, 60);
    expect(await imported(log + half)).toMatchObject({ recorded: { page: 3 }, broken: { not_ended: 1 } });
    const grown = await imported(gzipSync(log + line(4) + line(5)));
    expect(grown).toMatchObject({ recorded: { page: 2 }, lines: 2, skippedBytes: Buffer.byteLength(log) });
    expect(await rowsOf()).toBe(5);
  });

  test('when a log of IIS grew: the names of its fields stand in what was counted before', async () => {
    const head = '#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(User-Agent)\n';
    const one = `2026-11-24 03:00:00 203.113.131.7 GET /tin-tuc 200 ${CHROME.replaceAll(' ', '+')}\n`;
    expect(await imported(head + one)).toMatchObject({ format: 'iis', recorded: { page: 1 } });
    expect(await imported(head + one + one)).toMatchObject({ recorded: { page: 1 }, lines: 1 });
    expect(await rowsOf()).toBe(2);
  });

  test('when a job is cut off after a batch went into the store and before it was noted', async () => {
    const many = Array.from({ length: 45_000 }, (_, n) => line(n % 60, `GET /trang/${n} HTTP/1.1`)).join('') + 'hỏng\n';
    const { id } = await upload(many);
    await node.ask('admin', 'POST', url(`/${id}/start`));
    const { clickhouse } = node.platform;
    let batches = 0;
    const dying = {
      ...node.as(),
      platform: {
        ...node.platform,
        clickhouse: {
          ...clickhouse,
          async insertTsv(...given: Parameters<typeof clickhouse.insertTsv>) {
            await clickhouse.insertTsv(...given);
            if (++batches === 2) throw new Error('killed');
          },
        },
      },
    };
    await expect(importLog(dying, id)).rejects.toThrow('killed');
    expect(await importOf(id)).toMatchObject({ state: 'running', lines: 20_000 });
    await importLog(node.as(), id);
    expect(await importOf(id)).toMatchObject({
      state: 'done',
      lines: 45_001,
      recorded: { page: 45_000 },
      broken: { shape: 1 },
    });
    expect(await counted()).toEqual({ rows: 45_000, paths: 45_000 });
  });

  test('when it is stopped with a batch in hand, and comes again', async () => {
    const many = Array.from({ length: 45_000 }, (_, n) => line(n % 60, `GET /trang/${n} HTTP/1.1`)).join('');
    const { id } = await upload(many);
    await node.ask('admin', 'POST', url(`/${id}/start`));
    const { clickhouse } = node.platform;
    const stopped = {
      ...node.as(),
      platform: {
        ...node.platform,
        clickhouse: {
          ...clickhouse,
          async insertTsv(...given: Parameters<typeof clickhouse.insertTsv>) {
            expect((await node.ask('admin', 'POST', url(`/${id}/cancel`))).status).toBe(200);
            await clickhouse.insertTsv(...given);
          },
        },
      },
    };
    await importLog(stopped, id);
    expect(await importOf(id)).toMatchObject({ state: 'cancelled', lines: 20_000 });
    expect(await rowsOf()).toBe(20_000);
    expect((await findImport(db, id))?.file_key).toBeNull();
    expect(await imported(many)).toMatchObject({ state: 'done', lines: 25_000 });
    expect(await rowsOf()).toBe(45_000);
  });
});

describe('an upload', () => {
  test('that is no log is refused and not kept', async () => {
    await expect(upload('Đây là một bài thơ.\nKhông phải nhật ký.\n')).rejects.toMatchObject({
      code: 'usage.log_unreadable',
    });
    const { status, body } = await node.ask('admin', 'POST', url('?name=a.log'));
    expect([status, body.code]).toEqual([400, 'usage.log_unreadable']);
  });

  test('comes in as a stream, shows its first lines, and goes when it is not wanted', async () => {
    const answer = await node.app.inject({
      method: 'POST',
      url: url('?name=access.log'),
      headers: { cookie: await node.cookieOf('admin'), 'content-type': 'application/octet-stream' },
      payload: Readable.from([Buffer.from(`${line(1)}${line(2, 'GET /a.css HTTP/1.1')}203.113.131.7 hỏng\n`)]),
    });
    expect(answer.statusCode).toBe(201);
    const { id } = answer.json();
    expect((await node.ask('admin', 'GET', url(`/${id}/preview`))).body.lines).toMatchObject([
      { number: 1, what: 'recorded', detail: 'page', path: '/tin-tuc', at: '2026-11-24T03:01:00.000Z' },
      { number: 2, what: 'aside', detail: 'static', path: '/a.css' },
      { number: 3, what: 'broken', detail: 'shape', text: '… hỏng' },
    ]);
    expect(JSON.stringify((await node.ask('admin', 'GET', url(`/${id}/preview`))).body)).not.toContain('203.113');
    expect((await node.ask('admin', 'POST', url(`/${id}/undo`))).body.code).toBe('usage.log_import_state');
    expect((await node.ask('admin', 'POST', url(`/${id}/cancel`))).body).toEqual({ import: null });
    expect(await importOf(id)).toBeUndefined();
  });

  test('that nobody starts goes after a day; an import whose job was lost gets another', async () => {
    const left = await upload(line(1));
    const lost = await upload(line(2));
    await node.ask('admin', 'POST', url(`/${lost.id}/start`));
    const later = new Date(node.platform.now().getTime() + 25 * 3_600_000);
    let asked: { data: unknown }[] = [];
    const jobs = { ...node.platform.jobs, putBack: async (some: { data: unknown }[]) => (asked = some).length };
    await tidyImports({ ...node.as(), platform: { ...node.platform, jobs: jobs as never, now: () => later } });
    expect(await findImport(db, left.id)).toBeUndefined();
    expect(asked).toMatchObject([{ name: 'usage.import_log', data: { id: lost.id } }]);
    await importLog(node.as(), lost.id);
  });

  test('is nobody else’s: who may not change the site sees nothing of it', async () => {
    const { id } = await upload(line(1));
    for (const more of ['', `/${id}/preview`]) {
      expect((await node.ask('nguoixem', 'GET', url(more))).status).toBe(403);
      expect((await node.ask(null, 'GET', url(more))).status).toBe(401);
    }
  });
});
