import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killUnderLoad } from '#modules/usage/server/collector/testing-kills.ts';
import { printTable } from './table.ts';

/**
 * Kills a collector with `kill -9` under load, each time at a random moment, and compares sent and stored hits. The process
 * dies with its embedded store. `node bench/kills.ts [kills=1000]`: about a second and a half each.
 */
const [kills = 1_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'nhipcau-kills-'));
try {
  const started = performance.now();
  const outcome = await killUnderLoad(folder, kills, (round, answered) => {
    if (round % 50 === 0) process.stdout.write(`${round} kills, ${answered} hits answered\n`);
  });
  const minutes = (performance.now() - started) / 60_000;
  printTable('Hits of a collector that was killed under load', [{ kills, minutes, ...outcome }]);
  process.exitCode = outcome.lost + outcome.doubled > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
