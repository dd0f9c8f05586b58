import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { buildScript } from '#platform/web/build/standalone-script.ts';
import { trackerScript } from './script.ts';

test('one script, packed beside it, within its budget; a heavier one fails the build', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-client-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const name = basename(trackerScript.file);
  const script = { ...trackerScript, file: join(folder, name) };
  const bytes = await buildScript(script);
  expect(readdirSync(folder).sort()).toEqual([name, `${name}.br`, `${name}.gz`]);
  const text = readFileSync(script.file, 'utf8');
  expect(gunzipSync(readFileSync(`${script.file}.gz`)).toString()).toBe(text);
  // Nothing comes onto the page but the queue, and old phones can read it.
  expect(text).toMatch(/^\/\*![^*]+\*\/\s*\(function\(\)\{/);
  expect(text).not.toMatch(/\?\.[a-z[(]|\?\?|catch\{/);
  await expect(buildScript({ ...script, budgetBytes: bytes - 1 })).rejects.toThrow('(gzip), budget');
});
