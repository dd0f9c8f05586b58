import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import { openTestStore } from '#platform/server/testing/test-store.ts';
import { hitsOf, listen, startTestCollector, until } from './testing.ts';

/** A store that takes batches, and whose first answers are lost on the way. */
function losingAnswers(store: ClickHouse, times: number): ClickHouse {
  let lost = 0;
  return {
    ...store,
    async insertTsv(...args) {
      await store.insertTsv(...args);
      if (lost++ < times) throw new Error('The answer was lost.');
    },
  };
}

test('a batch that is sent again because its answer was lost counts once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-lost-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = await openTestStore(join(folder, 'clickhouse'));
  const first = await startTestCollector({
    clickhouse: losingAnswers(store, 2),
    folder: join(folder, 'collector'),
  });
  const served = await listen(first.rawHandler);
  const view = (n: number) =>
    fetch(
      `http://127.0.0.1:${served.port}/matomo.php?idsite=1&rec=1&url=${encodeURIComponent(`http://localhost/${n}`)}`,
    );
  for (let n = 0; n < 20; n++) expect((await view(n)).status).toBe(200);
  await until('the log is sent on', () => first.state().waitingHits === 0 && first.state().lastStoredAt !== null);
  expect(await hitsOf(store, 1)).toHaveLength(20);

  // The answer is lost for good: the process ends, and the next one sends the batch again.
  await served.close();
  await first.stop();
  const broken = await startTestCollector({
    clickhouse: losingAnswers(store, Number.POSITIVE_INFINITY),
    folder: join(folder, 'collector'),
  });
  const again = await listen(broken.rawHandler, served.port);
  expect((await view(20)).status).toBe(200);
  await until('the store has refused once', () => broken.state().storeError !== null);
  await again.close();
  await broken.stop();
  const last = await startTestCollector({ clickhouse: store, folder: join(folder, 'collector') });
  await until('the log is empty', () => last.state().logBytes === 0 && last.state().waitingHits === 0);
  await last.stop();
  expect(await hitsOf(store, 1)).toHaveLength(21);
  await store.close();
});
