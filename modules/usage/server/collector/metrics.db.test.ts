import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Gauge, Registry } from 'prom-client';
import { expect, onTestFinished, test } from 'vitest';
import { openTestStore } from '#platform/server/testing/test-store.ts';
import { hitsOf, listen, startTestCollector, until } from './testing.ts';

test('what the collector tells of itself is so: hits by outcome, what waits and since when, bytes on disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-metrics-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = await openTestStore(join(folder, 'clickhouse'));
  let away = true;
  let now = Date.now();
  const metrics = new Registry();
  const collector = await startTestCollector({
    clickhouse: {
      ...store,
      insertTsv: async (...args) => (away ? Promise.reject(new Error('away')) : store.insertTsv(...args)),
    },
    folder: join(folder, 'collector'),
    metrics,
    now: () => now,
  });
  const served = await listen(collector.rawHandler);
  const hit = (query: string, cookie = '') =>
    fetch(`http://127.0.0.1:${served.port}/matomo.php?rec=1&url=http%3A%2F%2Flocalhost%2F&${query}`, {
      headers: { cookie },
    });
  const told = async (name: string) => {
    const { values } = await (metrics.getSingleMetric(`nhipcau_collector_${name}`) as Gauge).get();
    return values.map(({ labels, value }) => [...Object.values(labels), value]);
  };

  for (let n = 0; n < 5; n++) await hit('idsite=1');
  await hit('idsite=404');
  await hit('idsite=404');
  await hit('idsite=1', 'matomo_ignore=1');
  expect(await told('hits_total')).toEqual([
    ['recorded', 5],
    ['unknown_site', 2],
    ['opted_out', 1],
  ]);
  await until('the store has refused', () => collector.state().storeError !== null);
  now += 60_000;
  expect(await told('waiting_hits')).toEqual([[5]]);
  expect(await told('store_failing')).toEqual([[1]]);
  expect(await told('accepting')).toEqual([[1]]);
  const [[waited]] = (await told('oldest_wait_seconds')) as [[number]];
  expect(waited).toBeGreaterThanOrEqual(60);
  expect(waited).toBeLessThan(120);
  const [[bytes]] = (await told('log_bytes')) as [[number]];
  expect(bytes).toBeGreaterThan(0);
  const log = join(folder, 'collector', 'log');
  const onDisk = readdirSync(log).reduce((sum, name) => sum + statSync(join(log, name)).size, 0);
  expect(bytes).toBeLessThanOrEqual(onDisk);

  away = false;
  await until('all is in the store', () => collector.state().waitingHits === 0);
  expect(await hitsOf(store, 1)).toHaveLength(5);
  for (const name of ['waiting_hits', 'store_failing', 'oldest_wait_seconds']) expect(await told(name)).toEqual([[0]]);
  await served.close();
  await collector.stop();
  await store.close();
});
