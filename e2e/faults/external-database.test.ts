import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { hasDebianPostgres, startDebianPostgres } from '../support/debian-postgres.ts';
import { dataFolder, freePort, launch, ready } from '../support/node.ts';

test.skipIf(!hasDebianPostgres)(
  'a node serves on PostgreSQL 15 by DATABASE_URL alone, with the roles apart',
  async () => {
    const url = await startDebianPostgres();
    const data = dataFolder();
    const node = launch(['start'], data, await freePort(), { DATABASE_URL: url });
    await ready(node);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    onTestFinished(() => client.end());
    const { rows } = await client.query(
      "select usename, query from pg_stat_activity where application_name = 'nhipcau' limit 1",
    );
    expect(rows).toHaveLength(1);
    // What the app's role may not do, the address of the owner does not let it do either.
    const asApp = new URL(url);
    asApp.searchParams.set('options', '-c role=nhipcau_app');
    const app = new pg.Client({ connectionString: asApp.href });
    await app.connect();
    await expect(app.query('delete from platform.audit')).rejects.toThrow(/permission denied/);
    await app.end();
    node.process.kill('SIGTERM');
    expect(await node.ended).toBe(0);
  },
);

test('a database that does not answer is named without its password', async () => {
  const port = await freePort();
  const node = launch(['start'], dataFolder(), await freePort(), {
    DATABASE_URL: `postgres://owner:secret-word@127.0.0.1:${port}/nhipcau`,
  });
  expect(await node.ended).toBe(1);
  expect(node.output()).toContain(`DATABASE_URL (127.0.0.1:${port}/nhipcau) cannot be used`);
  expect(node.output()).not.toContain('secret-word');
});

test('services cannot be split on the embedded stores', async () => {
  const node = launch(['start', '--services=collector'], dataFolder(), await freePort());
  expect(await node.ended).toBe(1);
  expect(node.output()).toContain('set DATABASE_URL and CLICKHOUSE_URL to split the services');
});
