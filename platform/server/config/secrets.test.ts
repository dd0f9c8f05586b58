import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { fingerprintOf, loadSecrets } from './secrets.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'nhipcau-secrets-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test('secrets are made once, for their owner only, and told apart by their fingerprint', () => {
  const data = folder();
  const first = loadSecrets(data);
  expect(loadSecrets(data)).toEqual(first);
  expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(data)).toEqual(['secrets.json']);
  expect(fingerprintOf(loadSecrets(data))).toBe(fingerprintOf(first));
  expect(fingerprintOf(loadSecrets(folder()))).not.toBe(fingerprintOf(first));
});

test('a damaged file is never written over', () => {
  const data = folder();
  writeFileSync(join(data, 'secrets.json'), '{"auditKey": "0');
  expect(() => loadSecrets(data)).toThrow(/secrets\.json cannot be read: .* Restore the file from a backup\./);
});

test('processes that start together have the same secrets', async () => {
  const data = folder();
  const program = `import { fingerprintOf, loadSecrets } from ${JSON.stringify(fileURLToPath(new URL('./secrets.ts', import.meta.url)))};
    process.stdout.write(fingerprintOf(loadSecrets(${JSON.stringify(data)})));`;
  const run = () =>
    new Promise<string>((resolve) => {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      child.once('close', () => resolve(text));
    });
  const found = await Promise.all([run(), run(), run(), run()]);
  expect(new Set(found).size).toBe(1);
  expect(found[0]).toMatch(/^[0-9a-f]{64}$/);
});
