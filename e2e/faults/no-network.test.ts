import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../support/node.ts';

test('a first start without a network says so in one sentence', async () => {
  const clone = mkdtempSync(join(tmpdir(), 'nhipcau-clone-'));
  onTestFinished(() => rmSync(clone, { recursive: true, force: true }));
  const root = fileURLToPath(new URL('../..', import.meta.url));
  for (const part of ['package.json', 'package-lock.json', 'scripts']) {
    cpSync(join(root, part), join(clone, part), { recursive: true });
  }
  const nowhere = {
    npm_config_registry: `http://127.0.0.1:${await freePort()}/`,
    npm_config_replace_registry_host: 'always',
    npm_config_fetch_retries: '0',
    npm_config_cache: join(clone, 'empty-cache'),
  };
  const result = spawnSync(process.execPath, [join(clone, 'scripts', 'nhipcau.mjs'), 'start'], {
    encoding: 'utf8',
    env: { ...process.env, ...nowhere },
  });
  expect(result.status).toBe(1);
  expect(result.stderr).toContain('there is no network');
  expect(result.stderr).not.toMatch(/\n\s+at /);
});
