import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directory } from '#modules/directory/server/index.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { usage } from '../index.ts';
import { findSite, insertSites } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import { checkConnectionJob } from './check-connection.job.ts';
import { checkConnection, getConnection } from './check-connection.ts';
import { embedOf } from './embed.ts';

/*
 * The check end to end: asked for by a verb, done by its job, on a page that a real server serves on this machine, with
 * the setting that allows private networks and without it.
 */
let server: Server;
let port: number;
let page = '';

beforeAll(async () => {
  server = createServer(
    (_request, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end(page),
  );
  await new Promise<void>((resolve) => server.listen(0, resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function nodeWithSite(settings: Record<string, string>): Promise<TestPlatform> {
  const node = await testPlatform({ modules: [directory, usage], settings: { PORT: '3000', ...settings } });
  const site = {
    id: uuidv7(),
    code: 47,
    name: 'Trang thử',
    kind: 'portal' as const,
    ownerId: uuidv7(),
    timeZone: 'Asia/Ho_Chi_Minh',
    state: 'registered' as const,
    dutyDate: null,
    domains: [`localhost:${port}`],
  };
  await transact(node.as(), async (tx) => {
    await insertSites(tx.as<UsageTables>(), [site]);
    tx.audit({
      action: 'usage.site.register',
      subject: { type: 'usage.site', id: site.id },
      before: null,
      after: site,
    });
  });
  return node;
}

/** Asks, lets the job run as the queue would, and answers what is told then. */
async function check(node: TestPlatform) {
  const ctx = node.as();
  expect((await checkConnection(ctx, 47)).state).toBe('waiting');
  const [open] = await (node.platform.db as Kysely<UsageTables>)
    .selectFrom('usage.connection_check')
    .select('id')
    .where('done_at', 'is', null)
    .execute();
  const id = open?.id as string;
  await checkConnectionJob.run(ctx, { check: id });
  // A job that a crash runs twice finds nothing left to do.
  await checkConnectionJob.run(ctx, { check: id });
  const site = await findSite(node.platform.db as Kysely<UsageTables>, 47);
  return { ...(await getConnection(ctx, 47)).check, site: site?.state };
}

test('a page with the snippet is connected, and its site embedded', async () => {
  const node = await nodeWithSite({ ALLOW_PRIVATE_ADDRESSES: 'on' });
  page = `<p>chưa có gì</p>`;
  expect(await check(node)).toMatchObject({ state: 'done', result: 'absent', site: 'registered' });
  page = embedOf('http://localhost:3000', 163).snippet;
  expect(await check(node)).toMatchObject({
    result: 'partly',
    otherCode: '163',
    missing: ['site_code'],
    site: 'registered',
  });
  page = embedOf('http://localhost:3000', 47).snippet;
  const done = await check(node);
  expect(done).toMatchObject({ result: 'connected', client: 'govaq', missing: [], site: 'embedded' });
  expect(done.url).toBe(`http://localhost:${port}/`);
});

test('without the setting a page in a private network is not read', async () => {
  const node = await nodeWithSite({});
  page = embedOf('http://localhost:3000', 47).snippet;
  expect(await check(node)).toMatchObject({ result: 'unreachable', problem: 'private_address', site: 'registered' });
});
