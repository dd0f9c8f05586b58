import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { buildScript } from './standalone-script.ts';

test('one script without a trace on the page, packed beside it; over its budget the build fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-script-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'from'));
  writeFileSync(
    join(folder, 'from/part.ts'),
    'export const first = (list: string[] | undefined) => list?.[0] ?? "none";',
  );
  const entry = join(folder, 'from/main.ts');
  const words = Array.from({ length: 300 }, (_, n) => `'${n.toString(36)}-${(n * 7919).toString(36)}'`).join();
  writeFileSync(entry, `import { first } from './part.ts';\nconst words = [${words}];\ndocument.title = first(words);`);

  const script = { entry, file: join(folder, 'to/client.min.js'), budgetBytes: 10_000, banner: '/*! of us */' };
  const bytes = await buildScript(script);
  expect(readdirSync(join(folder, 'to')).sort()).toEqual(['client.min.js', 'client.min.js.br', 'client.min.js.gz']);
  const text = readFileSync(script.file, 'utf8');
  expect(gunzipSync(readFileSync(`${script.file}.gz`)).toString()).toBe(text);
  expect(text).toMatch(/^\/\*! of us \*\/\s*\(function\(\)\{/);
  expect(text, 'old phones read it').not.toMatch(/\?\.|\?\?/);
  await expect(buildScript({ ...script, budgetBytes: bytes - 1 })).rejects.toThrow(
    /client\.min\.js: \d\.\d kB \(gzip\), budget/,
  );
});
