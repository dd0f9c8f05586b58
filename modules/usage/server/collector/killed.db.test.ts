import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { hitsOf, startTestCollector, until } from './testing.ts';

const ROUNDS = 10;
const CONNECTIONS = 24;

/** Starts a collector and answers its port. */
async function start(folder: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./testing-process.ts', import.meta.url)), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve(Number(line.toString())));
    child.once('exit', (code) => reject(new Error(`The collector ended with ${code} before it served.`)));
  });
  return { child, port };
}

/** Sends hits, one after the other on each connection, until the collector is gone. Every tenth is a bulk of three. */
async function load(port: number, nextId: () => number, answered: Set<string>): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = (path: string, body: string) =>
    new Promise<boolean>((resolve) => {
      const sent = request({ port, host: '127.0.0.1', agent, path, method: 'POST' }, (response) => {
        response.resume();
        response.on('end', () => resolve((response.statusCode as number) < 300));
        response.on('error', () => resolve(false));
      });
      sent.on('error', () => resolve(false));
      sent.end(body);
    });
  const entry = (id: number) => `?idsite=1&rec=1&send_image=0&url=http%3A%2F%2Flocalhost%2F${id}`;
  const connection = async () => {
    for (let turn = 0; ; turn++) {
      const ids = turn % 10 === 9 ? [nextId(), nextId(), nextId()] : [nextId()];
      const ok =
        ids.length === 1
          ? await send(`/matomo.php${entry(ids[0] as number)}`, '')
          : await send('/matomo.php', JSON.stringify({ requests: ids.map(entry) }));
      if (!ok) return;
      for (const id of ids) answered.add(`/${id}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  agent.destroy();
}

test('killed at random moments under load, every answered hit is stored exactly once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const answered = new Set<string>();
  let lastId = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { child, port } = await start(folder);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // The moment is random on purpose: in a write, in an insert, between insert and record.
    const before = answered.size;
    const loading = load(port, () => ++lastId, answered);
    await until('some hits are answered', () => answered.size > before);
    setTimeout(() => child.kill('SIGKILL'), Math.random() * 900);
    await Promise.all([ended, loading]);
  }

  const clickhouse = openClickHouse({ folder: join(folder, 'clickhouse') });
  const collector = await startTestCollector({ clickhouse, folder: join(folder, 'collector') });
  await until(
    'the log is empty',
    () => collector.state().waitingHits === 0 && collector.state().logBytes === 0,
    30_000,
  );
  const paths = (await hitsOf(clickhouse, 1)).map((hit) => String(hit['path']));
  await collector.stop();
  await clickhouse.close();

  const stored = new Set(paths);
  expect([...answered].filter((path) => !stored.has(path))).toEqual([]);
  expect(paths.length - stored.size).toBe(0);
  expect(answered.size).toBeGreaterThan(ROUNDS * CONNECTIONS);
}, 180_000);
