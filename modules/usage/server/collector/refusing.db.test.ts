import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTestStore } from '#platform/server/testing/test-store.ts';
import { hitsOf, listen, startTestCollector, until } from './testing.ts';

test('while the store is away hits wait until the log is full; then the answer is 503, and all that was answered arrives', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-full-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = await openTestStore(join(folder, 'clickhouse'));
  let away = true;
  const collector = await startTestCollector({
    clickhouse: {
      ...store,
      insertTsv: async (...args) => (away ? Promise.reject(new Error('away')) : store.insertTsv(...args)),
    },
    folder: join(folder, 'collector'),
    config: { TRUSTED_PROXIES: [], COLLECTOR_LOG_MAX_MB: 1, COLLECTOR_SYNC: true, COLLECTOR_RATE: 100_000 },
  });
  const served = await listen(collector.rawHandler);
  let sent = 0;
  const bulk = async () => {
    const entry = () => `?idsite=1&rec=1&url=${encodeURIComponent(`http://localhost/${sent++}/${'a'.repeat(300)}`)}`;
    const body = JSON.stringify({ requests: Array.from({ length: 50 }, entry) });
    const { status } = await fetch(`http://127.0.0.1:${served.port}/matomo.php`, { method: 'POST', body });
    return status;
  };
  let taken = 0;
  let status = 200;
  while (status === 200 && taken < 10_000) {
    status = await bulk();
    if (status === 200) taken += 50;
  }
  expect(status).toBe(503);
  expect(collector.state()).toMatchObject({ refusal: 'log_full', waitingHits: taken });
  const single = `http://127.0.0.1:${served.port}/matomo.php?idsite=1&rec=1&url=http%3A%2F%2Flocalhost%2Fx`;
  expect((await fetch(single)).status).toBe(503);

  away = false;
  await until('all is in the store', () => collector.state().waitingHits === 0 && collector.state().refusal === null);
  expect((await fetch(single)).status).toBe(200);
  await until('the last is in the store', () => collector.state().waitingHits === 0);
  expect(await hitsOf(store, 1)).toHaveLength(taken + 1);
  await served.close();
  await collector.stop();
  await store.close();
});
