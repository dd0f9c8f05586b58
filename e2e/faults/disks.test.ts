import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { freePort, launch } from '../support/node.ts';
import { fill, mountDisk } from '../support/small-disk.ts';

const STACK = /\n\s+at /;

test('a disk that is too small is named before anything is made on it', async ({ skip }) => {
  const disk = mountDisk('size=8m');
  if (disk === null) return skip('only root may mount a small disk');
  const node = launch(['start'], join(disk, 'data'), await freePort());
  expect(await node.ended).toBe(1);
  expect(node.output()).toContain(`The disk of ${join(disk, 'data')} is nearly full`);
  expect(node.output()).not.toMatch(STACK);
});

test('a disk that becomes full while the database is made is named, and nothing is left of it', async ({ skip }) => {
  const disk = mountDisk('size=300m');
  if (disk === null) return skip('only root may mount a small disk');
  const data = join(disk, 'data');
  const node = launch(['start'], data, await freePort());
  const begun = () => existsSync(data) && readdirSync(data).some((name) => name.startsWith('postgres.new-'));
  await vi.waitFor(() => expect(begun()).toBe(true), { timeout: 60_000, interval: 2 });
  fill(disk);
  expect(await node.ended).toBe(1);
  expect(node.output()).toMatch(/The disk of .* is full/);
  expect(node.output()).not.toMatch(STACK);
  expect(readdirSync(data).filter((name) => name.startsWith('postgres'))).toEqual([]);
});

test('a disk that is read-only is named', async ({ skip }) => {
  const disk = mountDisk('size=8m,ro');
  if (disk === null) return skip('only root may mount a read-only disk');
  const node = launch(['start'], join(disk, 'data'), await freePort());
  expect(await node.ended).toBe(1);
  expect(node.output()).toContain('read-only');
  expect(node.output()).not.toMatch(STACK);
});
