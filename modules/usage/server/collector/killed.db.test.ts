import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { killUnderLoad } from './testing-kills.ts';

const ROUNDS = 30;

test('killed thirty times at random moments under load, every answered hit is stored exactly once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { answered, stored, lost, doubled } = await killUnderLoad(folder, ROUNDS);
  expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
  expect(stored).toBeGreaterThanOrEqual(answered);
  expect(answered).toBeGreaterThan(ROUNDS * 24);
}, 600_000);
