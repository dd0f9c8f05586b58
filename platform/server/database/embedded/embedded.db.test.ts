import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive } from '../../process/process-identity.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts';

const passwords = { owner: "it's owned", app: 'with space', reports: 'with/slash' };

/** A data folder as strict as a home of root: nobody else may pass the one above it. */
function dataFolder(): string {
  const above = mkdtempSync(join(tmpdir(), 'nhipcau-thư mục '));
  onTestFinished(() => rmSync(above, { recursive: true, force: true }));
  return join(above, 'dữ liệu');
}

async function start(
  dataDir: string,
  more: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {},
): Promise<EmbeddedPostgres> {
  const log = pino({ level: 'silent' });
  const server = await startEmbeddedPostgres({ dataDir, passwords, log, durable: false, ...more });
  onTestFinished(() => server.stop());
  return server;
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a new server sorts Vietnamese, and each role has its own rights', async () => {
  const { urls } = await start(dataFolder());
  const words = await ask<{ w: string }>(
    urls.app,
    "select w from unnest(array['đa', 'em', 'da', 'ân', 'ao', 'ă']) w order by w",
  );
  expect(words.map(({ w }) => w)).toEqual(['ao', 'ă', 'ân', 'da', 'đa', 'em']);
  const roles = await ask<{ name: string; super: boolean }>(
    urls.owner,
    "select rolname as name, rolsuper as super from pg_roles where rolname like 'nhipcau%' order by 1",
  );
  expect(roles.map(({ name }) => name)).toEqual([
    'nhipcau_app',
    'nhipcau_app_login',
    'nhipcau_owner',
    'nhipcau_reports',
    'nhipcau_reports_login',
  ]);
  expect(roles.some((role) => role.super)).toBe(false);
  await expect(ask(urls.app, 'create table public.mine ()')).rejects.toThrow(/permission denied/);
  await expect(ask(urls.owner.replace(/\/\/[^@]+@/, '//postgres:x@'), 'select 1')).rejects.toThrow(/pg_hba/);
});

test('a server left running is taken over, and ends with its new holder', async () => {
  const dataDir = dataFolder();
  const first = await start(dataDir);
  const second = await start(dataDir);
  expect(second).toMatchObject({ adopted: true, pid: first.pid, port: first.port });
  await second.stop();
  expect(isAlive(first.pid)).toBe(false);
});

test('a killed server mends itself at the next start', async () => {
  const dataDir = dataFolder();
  const first = await start(dataDir, { durable: true });
  await ask(first.urls.owner, 'create table kept as select 1 as one');
  process.kill(first.pid, 'SIGKILL');
  const second = await start(dataDir);
  expect(second.adopted).toBe(false);
  expect(await ask(second.urls.owner, 'select one from kept')).toEqual([{ one: 1 }]);
});

test('a pid file whose number now belongs to another program does not stop the start', async () => {
  const dataDir = dataFolder();
  await (await start(dataDir)).stop();
  writeFileSync(
    join(dataDir, 'postgres', 'postmaster.pid'),
    `${process.pid}\n${dataDir}/postgres\n1\n5432\n\n127.0.0.1\n0\nready\n`,
  );
  expect((await start(dataDir)).adopted).toBe(false);
});

test('passwords that are not those of the database are told, and the server is not left running', async () => {
  const dataDir = dataFolder();
  await (await start(dataDir)).stop();
  await expect(start(dataDir, { passwords: { ...passwords, app: 'another' } })).rejects.toThrow(
    /secrets\.json are not those/,
  );
  expect(readdirSync(join(dataDir, 'postgres'))).not.toContain('postmaster.pid');
});

test('what a broken first start left is removed, and a start that is cut off leaves nothing', async () => {
  const dataDir = dataFolder();
  mkdirSync(join(dataDir, 'postgres.new-0000'), { recursive: true });
  const cut = new AbortController();
  const starting = start(dataDir, { signal: cut.signal });
  cut.abort(new Error('asked to end'));
  await expect(starting).rejects.toThrow('asked to end');
  expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres'))).toEqual([]);
});
