import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { hasDebianPostgres } from '../support/debian-postgres.ts';
import { startStores } from '../support/grown-node.ts';
import { dataFolder, freePort, launch, ready } from '../support/node.ts';

const STACK = /\n\s+at /;

/** Runs a command to its end; answers its exit code and what it printed. */
async function run(data: string, args: string[], environment: Record<string, string> = {}) {
  const command = launch(args, data, await freePort(), environment);
  const code = await command.ended;
  expect(command.output()).not.toMatch(STACK);
  return { code, output: command.output() };
}

test('commands on the embedded stores: before the first start, beside a node, after it', async () => {
  const data = dataFolder();
  expect(await run(data, ['audit', 'verify'])).toMatchObject({
    code: 1,
    output: expect.stringContaining('There is no data folder'),
  });
  expect(await run(data, ['doctor'])).toMatchObject({ code: 0, output: expect.stringContaining('none yet') });
  const made = await run(data, ['migrate']);
  expect(made).toMatchObject({ code: 0, output: expect.stringMatching(/usage_0001_hits\n[^]*\d+ steps done\./) });

  const node = launch(['start'], data, await freePort());
  await ready(node);
  expect(await run(data, ['audit', 'verify'])).toMatchObject({ code: 0, output: expect.stringContaining('whole.') });
  expect(await run(data, ['migrate'])).toMatchObject({
    code: 1,
    output: expect.stringMatching(/is in use by process \d+, which serves http/),
  });
  node.process.kill('SIGTERM');
  expect(await node.ended).toBe(0);

  expect(await run(data, ['migrate'])).toMatchObject({ code: 0, output: expect.stringContaining('up to date') });
  expect(await run(data, ['audit', 'verify'])).toMatchObject({ code: 0, output: expect.stringContaining('whole.') });
  expect(await run(data, ['cook'])).toMatchObject({ code: 2, output: expect.stringContaining('is not a command') });
});

test.skipIf(!hasDebianPostgres)('commands on stores by address: empty, made, tampered with, gone', async () => {
  const stores = await startStores();
  const data = dataFolder();
  mkdirSync(data);
  const here = (...args: string[]) => run(data, args, stores.environment);
  expect(await here('doctor')).toMatchObject({
    code: 0,
    output: expect.stringMatching(/database: PostgreSQL 15.*\n.*store: its database is not there yet/),
  });
  expect(await here('audit', 'verify')).toMatchObject({
    code: 1,
    output: expect.stringContaining('its tables are not made yet'),
  });
  expect(await here('migrate')).toMatchObject({ code: 0, output: expect.stringContaining('steps done') });
  expect(await here('migrate')).toMatchObject({ code: 0, output: expect.stringContaining('up to date') });
  expect(await here('doctor')).toMatchObject({ code: 0, output: expect.stringMatching(/store: ClickHouse \d+\./) });
  expect(await here('audit', 'verify')).toMatchObject({ code: 0, output: expect.stringContaining('whole.') });

  const owner = new pg.Client({ connectionString: stores.databaseUrl });
  await owner.connect();
  await owner.query(
    `insert into platform.audit (id, chain, seq, at, actor_kind, request_id, action, subject_type, subject_id, hash)
     values (gen_random_uuid(), 'usage', 1, now(), 'system', 'r', 'usage.site.close', 'usage.site', 's', '\\x00')`,
  );
  await owner.end();
  expect(await here('audit', 'verify')).toMatchObject({ code: 1, output: expect.stringMatching(/usage \d: inserted/) });

  await stores.clickhouse.stop();
  expect(await here('doctor')).toMatchObject({
    code: 1,
    output: expect.stringMatching(/MEND {2}store: cannot be used\n.*no ClickHouse answers there \(ECONNREFUSED\)/),
  });
  expect(await here('migrate')).toMatchObject({ code: 1, output: expect.stringContaining('no ClickHouse answers') });
});

test('files in a store that speaks S3: the doctor tries it, and a start on a wrong bucket says so', async () => {
  const folder = dataFolder('s3');
  const S3rver = createRequire(import.meta.url)('s3rver');
  const s3 = new S3rver({ port: 0, silent: true, directory: folder, configureBuckets: [{ name: 'nhipcau' }] });
  const { port } = await s3.run();
  onTestFinished(() => s3.close());
  const at = (bucket: string) => ({
    FILES_URL: `s3://${bucket}/kho?endpoint=http://127.0.0.1:${port}`,
    FILES_S3_KEY: 'S3RVER',
    FILES_S3_SECRET: 'S3RVER',
  });
  const data = dataFolder();
  expect(await run(data, ['doctor'], at('nhipcau'))).toMatchObject({
    code: 0,
    output: expect.stringContaining('files: the bucket nhipcau takes, gives and removes files'),
  });
  const lost = await run(data, ['start'], at('no-such-bucket'));
  expect(lost).toMatchObject({
    code: 1,
    output: expect.stringMatching(/FILES_URL names the bucket no-such-bucket, but/),
  });
  const node = launch(['start'], data, await freePort(), at('nhipcau'));
  await ready(node);
});
