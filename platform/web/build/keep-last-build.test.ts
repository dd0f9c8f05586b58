import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, expect, test } from 'vitest';
import { keepLastBuild } from './keep-last-build.ts';
import { precompress } from './precompress.ts';

const root = mkdtempSync(join(tmpdir(), 'nhipcau-build-'));
afterAll(() => rmSync(root, { recursive: true }));

async function buildWith(text: string): Promise<string> {
  writeFileSync(join(root, 'index.html'), '<!doctype html><script type="module" src="./main.js"></script>');
  writeFileSync(join(root, 'main.js'), `document.title = ${JSON.stringify(text.repeat(100))};`);
  await build({ root, configFile: false, logLevel: 'silent', plugins: [precompress(), keepLastBuild()] });
  const page = readFileSync(join(root, 'dist', 'index.html'), 'utf8');
  return /assets\/([\w.-]+\.js)/.exec(page)?.[1] ?? '';
}
const assets = () => readdirSync(join(root, 'dist', 'assets'));

test('a new build leaves the parts of the last one, and takes away what is a week old', async () => {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', '.built-from'), 'the first');
  const first = await buildWith('first');
  const second = await buildWith('second');
  expect(second).not.toBe(first);
  expect(assets()).toEqual(expect.arrayContaining([first, `${first}.br`, `${first}.gz`, second, `${second}.br`]));
  expect(readdirSync(join(root, 'dist'))).toContain('.built-from');
  const longAgo = new Date(Date.now() - 8 * 86_400_000);
  for (const name of assets()) utimesSync(join(root, 'dist', 'assets', name), longAgo, longAgo);
  await buildWith('second');
  expect(assets().sort()).toEqual([second, `${second}.br`, `${second}.gz`].sort());
});
