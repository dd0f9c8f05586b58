import { gzipSync } from 'node:zlib';
import { type ClickHouseClient, ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from './start.ts';

// Errors are looked at here; nobody else has to read them.
const log = { level: ClickHouseLogLevel.OFF };
let server: ClickHouseServer;
let client: ClickHouseClient;
beforeAll(async () => {
  server = await startClickHouseServer({ user: { name: 'thu', password: 'mat-khau' } });
  client = createClient({ url: server.url, log, use_multipart_params_auto: true });
  await client.command({ query: 'create table t (n UInt64, s String) engine = MergeTree order by n' });
});
afterAll(async () => {
  await client.close();
  await server.stop();
});

const login = { Authorization: `Basic ${Buffer.from('thu:mat-khau').toString('base64')}` };
const post = (path: string, init: { body?: BodyInit; headers?: Record<string, string> } = {}) => {
  const { protocol, host } = new URL(server.url);
  return fetch(`${protocol}//${host}${path}`, { method: 'POST', ...init, headers: { ...login, ...init.headers } });
};
const rows = async (query: string, query_params: Record<string, unknown> = {}) =>
  await (await client.query({ query, query_params, format: 'JSONEachRow' })).json();

test('parameters arrive as they were given, in the address and, when they are many, in the body', async () => {
  const odd = "it's a \\ back\tslash\nand “tiếng Việt”";
  expect(
    await rows('select {s:String} as s, {a:Array(String)} as a, {n:Array(UInt32)} as n, {d:Date} as d', {
      s: odd,
      a: [odd, ''],
      n: [1, 2],
      d: '2026-11-25',
    }),
  ).toEqual([{ s: odd, a: [odd, ''], n: [1, 2], d: '2026-11-25' }]);
  const many = Array.from({ length: 20_000 }, (_, index) => index);
  expect(await rows('select length({n:Array(UInt32)}) as l', { n: many })).toEqual([{ l: 20_000 }]);
});

test('settings hold for one statement only', async () => {
  const threads = async (settings: ClickHouseSettings) =>
    (
      await client.query({
        query: "select toString(getSetting('max_threads')) as n",
        format: 'JSONEachRow',
        clickhouse_settings: settings,
      })
    ).json();
  const before = await threads({});
  expect(await threads({ max_threads: 1 })).toEqual([{ n: '1' }]);
  expect(await threads({})).toEqual(before);
});

test('errors carry code and type; a wrong password and an unknown database are errors', async () => {
  await expect(rows('select nothing')).rejects.toMatchObject({ code: '47', type: 'UNKNOWN_IDENTIFIER' });
  const answer = await post('/', { body: 'selec 1' });
  expect([answer.status, answer.headers.get('x-clickhouse-exception-code')]).toEqual([400, '62']);
  const stranger = createClient({ url: server.url.replace('mat-khau', 'sai'), log });
  await expect(stranger.query({ query: 'select 1' })).rejects.toMatchObject({ type: 'AUTHENTICATION_FAILED' });
  await stranger.close();
  const lost = createClient({ url: server.url, database: 'nowhere', log });
  await expect(lost.query({ query: 'select 1' })).rejects.toMatchObject({ type: 'UNKNOWN_DATABASE' });
  await lost.close();
});

test('query in address and body, formats of text and bytes, gzip both ways, ping', async () => {
  const inBody = await post('/?wait_end_of_query=1', { body: 'select 1 as n format JSON' });
  expect(((await inBody.json()) as { data: object[] }).data).toEqual([{ n: 1 }]);
  const inAddress = await post(`/?query=${encodeURIComponent('select toUInt32(7) format RowBinary')}`);
  expect([...new Uint8Array(await inAddress.arrayBuffer())]).toEqual([7, 0, 0, 0]);
  const zipped = await post('/?enable_http_compression=1', {
    body: 'select 2',
    headers: { 'Accept-Encoding': 'gzip' },
  });
  expect([zipped.headers.get('content-encoding'), await zipped.text()]).toEqual(['gzip', '2\n']);
  await post(`/?query=${encodeURIComponent('insert into t format TabSeparated')}`, {
    body: new Uint8Array(gzipSync('1\tmột\n2\thai\n')),
    headers: { 'Content-Encoding': 'gzip' },
  });
  expect(await rows('select s from t order by n')).toEqual([{ s: 'một' }, { s: 'hai' }]);
  expect((await client.ping()).success).toBe(true);
});
