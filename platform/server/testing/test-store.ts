import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type ClickHouse, openClickHouse } from '../clickhouse/clickhouse.ts';
import { prepareRemoteStore } from '../clickhouse/remote.ts';

/** An empty store: the embedded engine in this folder, or a database of its own where the project runs on a server. */
export async function openTestStore(folder: string): Promise<ClickHouse> {
  const server = inject('clickhouseUrl');
  if (server === null) return openClickHouse({ folder });
  const name = `test_${randomBytes(8).toString('hex')}`;
  const url = `${server}/${name}`;
  await prepareRemoteStore(url);
  const store = openClickHouse({ url });
  return {
    ...store,
    async close() {
      await store.command(`drop database ${name}`);
      await store.close();
    },
  };
}
