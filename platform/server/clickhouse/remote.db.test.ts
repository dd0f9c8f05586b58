import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type ClickHouseServer, startClickHouseServer } from '../testing/clickhouse-server/start.ts';
import { type ClickHouse, defineQuery, openClickHouse } from './clickhouse.ts';
import { prepareRemoteStore } from './remote.ts';

const rowsOf = defineQuery({
  name: 'test.rows',
  sql: 'select n, s from t where n in {n:Array(UInt64)} order by n limit 10',
  params: z.object({ n: z.array(z.number()) }),
  row: z.object({ n: z.coerce.number(), s: z.string() }),
});

let server: ClickHouseServer;
let clickhouse: ClickHouse;
beforeAll(async () => {
  server = await startClickHouseServer({ user: { name: 'thu', password: 'mat-khau' } });
  await prepareRemoteStore(`${server.url}/kho-tinh`);
  clickhouse = openClickHouse({ url: `${server.url}/kho-tinh` });
  await clickhouse.command(
    'create table t (n UInt64, s String) engine = MergeTree order by n settings non_replicated_deduplication_window = 100',
  );
});
afterAll(async () => {
  await clickhouse.close();
  await server.stop();
});

test('rows go in and come back; the same token inserts once', async () => {
  const rows = [{ n: 1, s: "một\t'dòng'\n" }];
  for (const token of ['a', 'a']) await clickhouse.insert('t', rows, token);
  const tsv = Buffer.from('2\thai\\tba\n');
  for (const token of ['b', 'b']) await clickhouse.insertTsv('t', ['n', 's'], tsv, token);
  expect(await clickhouse.query(rowsOf, { n: [1, 2] })).toEqual([...rows, { n: 2, s: 'hai\tba' }]);
  expect(await clickhouse.query(rowsOf, { n: Array.from({ length: 20_000 }, (_, index) => index + 2) })).toHaveLength(
    1,
  );
  expect(await clickhouse.ping()).toBe(true);
  expect(await clickhouse.version()).toMatch(/^\d+\./);
});

test('a store that cannot be used says why, without the password', async () => {
  await prepareRemoteStore(`${server.url}/kho-tinh`);
  const { host } = new URL(server.url);
  await expect(prepareRemoteStore(server.url.replace('mat-khau', 'sai-roi'))).rejects.toThrow(
    `CLICKHOUSE_URL names ${host}, but it does not let this user in: check name and password in the address.`,
  );
  await expect(prepareRemoteStore('http://thu:mat-khau@127.0.0.1:9/x')).rejects.toThrow(
    'CLICKHOUSE_URL names 127.0.0.1:9, but no ClickHouse answers there (ECONNREFUSED): start it, or correct the address.',
  );
});
