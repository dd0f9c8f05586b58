import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { aloneOnMachine } from './build-lock.ts';

function lockPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'build.lock');
}

const never = new AbortController().signal;

test('a lock whose process is gone is taken over', async () => {
  const path = lockPath();
  writeFileSync(path, '999999999 long ago');
  expect(await aloneOnMachine(path, never, async () => 'built')).toBe('built');
});

test('who waits begins after the other has ended, also when that one failed', async () => {
  const path = lockPath();
  const order: string[] = [];
  let fail: (error: Error) => void = () => {};
  const first = aloneOnMachine(path, never, async () => {
    order.push('first');
    await new Promise((_resolve, reject) => {
      fail = reject;
    });
  });
  await expect.poll(() => order).toEqual(['first']);
  const second = aloneOnMachine(path, never, async () => void order.push('second'));
  fail(new Error('no network'));
  await expect(first).rejects.toThrow('no network');
  await second;
  expect(order).toEqual(['first', 'second']);
});

test('a wait is cut off by the end of the node', async () => {
  const path = lockPath();
  const cut = new AbortController();
  await aloneOnMachine(path, never, async () => {
    const waiting = aloneOnMachine(path, cut.signal, async () => 'never');
    cut.abort(new Error('the node ends'));
    await expect(waiting).rejects.toThrow('aborted');
  });
});
