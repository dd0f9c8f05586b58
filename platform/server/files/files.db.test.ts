import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, describe, expect, test } from 'vitest';
import { openDiskFiles } from './disk.ts';
import type { Files } from './files.ts';
import { openS3Files, parseS3Url } from './s3.ts';

const folder = mkdtempSync(join(tmpdir(), 'nhipcau-files-'));
const closers: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
afterAll(async () => {
  for (const close of closers) await close();
});

/** A server that speaks S3, from a package: no other store is to be had on every machine that runs the tests. */
async function openS3(): Promise<Files> {
  const S3rver = createRequire(import.meta.url)('s3rver');
  const s3 = new S3rver({
    port: 0,
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'nhipcau' }],
  });
  const { port } = await s3.run();
  closers.unshift(() => s3.close());
  return await openS3Files(parseS3Url(`s3://nhipcau/kho?endpoint=http://127.0.0.1:${port}`, 'S3RVER', 'S3RVER'));
}

describe.each([
  ['a folder', async () => openDiskFiles(join(folder, 'disk'))],
  ['a store that speaks S3', openS3],
])('files in %s', (_where, open) => {
  const opened = open();
  const content = Buffer.from('Văn bản số 1\n'.repeat(10_000));
  const key = () => `documents/2026/${uuidv7()}`;

  test('come back as they went in, with size and SHA-256', async () => {
    const files = await opened;
    const name = key();
    const stored = await files.put(name, Readable.from([content]), 1_000_000);
    expect(stored.size).toBe(content.length);
    expect(stored.sha256.toString('hex')).toMatch(/^[0-9a-f]{64}$/);
    expect(await buffer(await files.get(name))).toEqual(content);
    expect(await files.has(name)).toBe(true);
    await files.remove(name);
    await files.remove(name);
    expect(await files.has(name)).toBe(false);
    await expect(files.get(name)).rejects.toMatchObject({ code: 'platform.file_not_found' });
  });

  test('that are too large leave nothing behind', async () => {
    const files = await opened;
    const name = key();
    await expect(files.put(name, Readable.from([content, content]), content.length)).rejects.toMatchObject({
      code: 'platform.too_large',
    });
    expect(await files.has(name)).toBe(false);
  });

  test('of a stream that breaks leave nothing behind', async () => {
    const files = await opened;
    const name = key();
    async function* broken() {
      yield content;
      throw new Error('the line is lost');
    }
    await expect(files.put(name, Readable.from(broken()), 1_000_000)).rejects.toThrow('the line is lost');
    expect(await files.has(name)).toBe(false);
  });

  test('are listed by prefix', async () => {
    const files = await opened;
    const names = [key(), key(), `usage/2026/${uuidv7()}`];
    for (const name of names) await files.put(name, Readable.from([Buffer.from('x')]), 10);
    const listed = [];
    for await (const name of files.list('documents/')) listed.push(name);
    expect(listed).toEqual(expect.arrayContaining(names.slice(0, 2)));
    expect(listed).not.toContain(names[2]);
    const whole = async (prefix: string) => {
      const found = [];
      for await (const name of files.list(prefix)) found.push(name);
      return found;
    };
    expect(await whole(names[2]?.slice(0, 20) ?? '')).toEqual([names[2]]);
    expect(await whole('usage/2026/')).toEqual([names[2]]);
    expect(await whole('')).toEqual(expect.arrayContaining(names));
    expect(await whole('usage/1999/')).toEqual([]);
    expect(await whole('../')).toEqual([]);
  });

  test('have keys that the program made, nothing else', async () => {
    const files = await opened;
    await expect(async () => await files.get('../secrets.json')).rejects.toThrow(/not a key/);
    await expect(async () => await files.put('documents/2026/../../x', Readable.from(['x']), 10)).rejects.toThrow(
      /not a key/,
    );
  });
});

test('a folder keeps no half-written file', () => {
  const rest = readdirSync(join(folder, 'disk'), { recursive: true }) as string[];
  expect(rest.filter((name) => name.endsWith('.part'))).toEqual([]);
});
