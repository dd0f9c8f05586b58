import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { isAlive } from '#platform/server/process/process-identity.ts';
import { dataFolder, freePort, launch, ready, servingProcess } from '../support/node.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The number of the PostgreSQL that serves a data folder. */
function postgresOf(data: string): number {
  return Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
}

test('a first start in a folder with spaces and marks serves, and ends cleanly with its PostgreSQL', async () => {
  const data = dataFolder('thư mục có dấu cách');
  const node = launch(['start'], data, await freePort());
  await ready(node);
  const postgres = postgresOf(data);
  expect(isAlive(postgres)).toBe(true);
  const asked = Date.now();
  node.process.kill('SIGTERM');
  expect(await node.ended).toBe(0);
  expect(Date.now() - asked).toBeLessThan(10_000);
  expect(isAlive(postgres)).toBe(false);
});

test('after kill -9 the next start takes the left-over PostgreSQL over', async () => {
  const data = dataFolder();
  const first = launch(['start'], data, await freePort());
  await ready(first);
  const postgres = postgresOf(data);
  process.kill(servingProcess(data), 'SIGKILL');
  await first.ended;
  expect(isAlive(postgres)).toBe(true);
  const second = launch(['start'], data, await freePort());
  await ready(second);
  expect(postgresOf(data)).toBe(postgres);
  second.process.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  expect(isAlive(postgres)).toBe(false);
});

test('a second start on the same data is refused with the reason', async () => {
  const data = dataFolder();
  const first = launch(['start'], data, await freePort());
  await ready(first);
  const second = launch(['start'], data, await freePort());
  expect(await second.ended).not.toBe(0);
  expect(second.output()).toMatch(/is in use by process \d+, which serves http/);
  expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
});

test('a port in use is named', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void other.close());
  const data = dataFolder();
  const node = launch(['start'], data, port);
  expect(await node.ended).toBe(1);
  expect(node.output()).toContain(`Port ${port} is in use`);
});

test('a wrong setting stops the start with a sentence', async () => {
  const node = launch(['start', '--services=web,kitchen'], dataFolder(), await freePort());
  expect(await node.ended).toBe(1);
  expect(node.output()).toMatch(/NHIPCAU_SERVICES is "web,kitchen", but must be .*web, collector, worker/);
});

test('SIGTERM in the middle of the first start leaves nothing running, and the next start serves', async () => {
  const data = dataFolder();
  const first = launch(['start', '--demo'], data, await freePort());
  // PostgreSQL has begun: the start is in its middle.
  await vi.waitFor(() => expect(first.output()).toContain('Database brought up to date'), 60_000);
  const postgres = postgresOf(data);
  first.process.kill('SIGTERM');
  await first.ended;
  expect(isAlive(postgres)).toBe(false);
  const second = launch(['start', '--demo'], data, await freePort());
  await ready(second);
  const account = /(\S+@\S+)\s+(\S+)\s+\(system_admin\)/.exec(second.output());
  const answer = await fetch(`${second.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: account?.[1], password: account?.[2] }),
  });
  expect(answer.ok).toBe(true);
});

test('SIGTERM while the database is being made leaves nothing that looks like one', async () => {
  const data = dataFolder();
  const node = launch(['start'], data, await freePort());
  const begun = () => existsSync(data) && readdirSync(data).some((name) => name.startsWith('postgres.new-'));
  await vi.waitFor(() => expect(begun()).toBe(true), { timeout: 60_000, interval: 2 });
  const asked = Date.now();
  node.process.kill('SIGTERM');
  await node.ended;
  expect(Date.now() - asked).toBeLessThan(10_000);
  expect(readdirSync(data).filter((name) => name.startsWith('postgres'))).toEqual([]);
});

test('npm start ends on SIGTERM with all that it started', async () => {
  const data = dataFolder();
  const port = await freePort();
  const npm = spawn('npm', ['start', '--', `--data=${data}`, `--port=${port}`], { cwd: root, stdio: 'ignore' });
  const ended = new Promise((resolve) => npm.once('close', resolve));
  onTestFinished(() => void npm.kill('SIGKILL'));
  await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200), {
    timeout: 60_000,
    interval: 100,
  });
  const server = servingProcess(data);
  const postgres = postgresOf(data);
  npm.kill('SIGTERM');
  await ended;
  await vi.waitFor(() => expect([isAlive(server), isAlive(postgres)]).toEqual([false, false]), { timeout: 10_000 });
});

test('the doctor finds a running node well, and an idle one too', async () => {
  const data = dataFolder();
  const node = launch(['start'], data, await freePort());
  await ready(node);
  const beside = launch(['doctor'], data, await freePort());
  expect(await beside.ended, beside.output()).toBe(0);
  expect(beside.output()).toContain('a node runs on this data');
  node.process.kill('SIGTERM');
  await node.ended;
  const alone = launch(['doctor'], data, await freePort());
  expect(await alone.ended, alone.output()).toBe(0);
  expect(alone.output()).toMatch(/embedded PostgreSQL 18.*\n.*embedded ClickHouse/);
});
