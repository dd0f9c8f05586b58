import { mkdtempSync, rmSync } from 'node:fs';
import type * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { openDiskFiles } from './disk.ts';

/** Folders that were synced, in order. A lost power supply cannot be had in a test; what was asked of the disk can. */
const { opened } = vi.hoisted(() => ({ opened: [] as string[] }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  return {
    ...real,
    open: (path: string, flags?: string) => {
      opened.push(path);
      return real.open(path, flags);
    },
  };
});

const base = mkdtempSync(join(tmpdir(), 'nhipcau-disk-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
beforeEach(() => {
  opened.length = 0;
});

test('folders that a file needed are on the disk in their parents, each once', async () => {
  const files = openDiskFiles(join(base, 'a', 'files'));
  const put = async (folder: string) => {
    opened.length = 0;
    await files.put(`${folder}/${uuidv7()}`, Readable.from(['x']), 10);
    return opened.map((path) => relative(base, path) || '.');
  };
  expect(await put('documents/2026')).toEqual(['a/files/documents', 'a/files', 'a', '.', 'a/files/documents/2026']);
  expect(await put('documents/2026')).toEqual(['a/files/documents/2026']);
  expect(await put('documents/2027')).toEqual(['a/files/documents', 'a/files', 'a/files/documents/2027']);
  // Another process cannot know what this one has synced.
  const other = openDiskFiles(join(base, 'a', 'files'));
  opened.length = 0;
  await other.put(`documents/2027/${uuidv7()}`, Readable.from(['x']), 10);
  expect(opened.map((path) => relative(base, path))).toEqual([
    'a/files/documents',
    'a/files',
    'a/files/documents/2027',
  ]);
});
