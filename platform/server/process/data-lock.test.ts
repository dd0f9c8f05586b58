import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Service } from '../module.ts';
import { findHolder, lockData } from './data-lock.ts';
import { startOfProcess } from './process-identity.ts';

const ALL = new Set<Service>(['web', 'collector', 'worker']);

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'nhipcau-lock-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function writeLock(data: string, service: Service, text: string): void {
  mkdirSync(join(data, 'locks'), { recursive: true });
  writeFileSync(join(data, 'locks', `${service}.json`), text);
}

async function otherProcess() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  };
  onTestFinished(end);
  const pid = child.pid as number;
  return { pid, started: startOfProcess(pid), end };
}

test('a lock goes with its release and leaves nothing', () => {
  const data = folder();
  const lock = lockData(data, ALL);
  lock.setAddress('http://localhost:1');
  expect(readdirSync(join(data, 'locks')).sort()).toEqual(['collector.json', 'web.json', 'worker.json']);
  lock.release();
  expect(readdirSync(join(data, 'locks'))).toEqual([]);
});

test('a living process refuses the second with its number and address, and its lock stays', async () => {
  const data = folder();
  const { pid, started } = await otherProcess();
  writeLock(data, 'worker', JSON.stringify({ pid, started, address: 'http://localhost:3000' }));
  expect(() => lockData(data, ALL)).toThrow(`in use by process ${pid}, which serves http://localhost:3000`);
  expect(readdirSync(join(data, 'locks'))).toEqual(['worker.json']);
  expect(findHolder(data)?.pid).toBe(pid);
  // Another service of the same data may run beside it.
  lockData(data, new Set<Service>(['web'])).release();
});

test('locks of the dead, of numbers used again, and cut-off ones are taken over', async () => {
  const data = folder();
  const other = await otherProcess();
  writeLock(data, 'web', JSON.stringify({ pid: other.pid, started: 'another boot:1', address: null }));
  writeLock(data, 'collector', '{"pid": 1');
  const dead = await otherProcess();
  await dead.end();
  writeLock(data, 'worker', JSON.stringify({ pid: dead.pid, started: dead.started, address: null }));
  lockData(data, ALL).release();
  expect(readdirSync(join(data, 'locks'))).toEqual([]);
});
