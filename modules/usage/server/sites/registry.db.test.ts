import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { expect, test, vi } from 'vitest';
import { directory } from '#modules/directory/server/index.ts';
import { openDatabase } from '#platform/server/database/database.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { hitsOf, listen, startTestCollector } from '../collector/testing.ts';
import { usage } from '../index.ts';
import type { UsageTables } from '../tables.ts';
import { openSiteRegistry } from './registry.ts';
import { REGISTRY_TOPIC } from './registry-topic.ts';
import { destroySaltsJob } from './salts.job.ts';
import { insertSites } from './sites.repo.ts';

let now = new Date('2026-11-25T05:00:00Z');

async function openNode(): Promise<TestPlatform> {
  now = new Date('2026-11-25T05:00:00Z');
  return await testPlatform({ modules: [directory, usage], now: () => now });
}

async function addSite(node: TestPlatform, code: number): Promise<void> {
  const site = {
    id: uuidv7(),
    code,
    name: `Trang ${code}`,
    kind: 'portal' as const,
    ownerId: uuidv7(),
    timeZone: 'Asia/Ho_Chi_Minh',
    state: 'registered' as const,
    dutyDate: null,
    domains: ['khanhhoa.example', 'localhost:5173'],
  };
  await transact(node.as(), async (tx) => {
    await insertSites(tx.as<UsageTables>(), [site]);
    tx.audit({
      action: 'usage.site.register',
      subject: { type: 'usage.site', id: site.id },
      before: null,
      after: site,
    });
    tx.emit({ topic: REGISTRY_TOPIC });
  });
}

const saltDays = async (node: TestPlatform) => {
  const db = node.platform.db as Kysely<UsageTables>;
  const rows = await db.selectFrom('usage.visitor_salt').select('day').orderBy('day').execute();
  return rows.map(({ day }) => day);
};

test('salts of yesterday, today and tomorrow are there; each is its day’s own and the same for every collector', async () => {
  const node = await openNode();
  await addSite(node, 1);
  await addSite(node, 2);
  const [one, other] = await Promise.all([openSiteRegistry(node.platform), openSiteRegistry(node.platform)]);
  const days = ['2026-11-24', '2026-11-25', '2026-11-26'];
  const salts = [1, 2].flatMap((code) => days.map((day) => one.saltOf(code, day)?.toString('hex')));
  expect(new Set(salts).size).toBe(6);
  expect(salts).not.toContain(undefined);
  expect([1, 2].flatMap((code) => days.map((day) => other.saltOf(code, day)?.toString('hex')))).toEqual(salts);
  expect(one.saltOf(1, '2026-11-27')).toBeUndefined();
  // At 17:00 UTC a new day begins in Việt Nam: the salt of the day after must come before it is needed.
  now = new Date('2026-11-25T17:00:00Z');
  await one.refresh();
  expect(one.saltOf(1, '2026-11-27')).toHaveLength(32);
  await Promise.all([one.close(), other.close()]);
});

test('a salt is destroyed five days after its day, and no registry gives it any more', async () => {
  const node = await openNode();
  await addSite(node, 1);
  const registry = await openSiteRegistry(node.platform);
  expect(await saltDays(node)).toEqual(['2026-11-24', '2026-11-25', '2026-11-26']);
  now = new Date('2026-11-29T05:00:00Z');
  await destroySaltsJob.run(node.as(), {});
  expect(await saltDays(node)).toEqual(['2026-11-25', '2026-11-26']);
  now = new Date('2026-11-30T05:00:00Z');
  await registry.refresh();
  expect(registry.saltOf(1, '2026-11-25')).toBeUndefined();
  expect(registry.saltOf(1, '2026-11-26')).toBeDefined();
  await destroySaltsJob.run(node.as(), {});
  expect(await saltDays(node)).toEqual(['2026-11-26', '2026-11-29', '2026-11-30', '2026-12-01']);
  await registry.close();
});

test('a change of a site is heard; a site that did not change stays the same object', async () => {
  const node = await openNode();
  await addSite(node, 1);
  const registry = await openSiteRegistry(node.platform);
  const first = registry.find(1);
  expect(first?.domains).toEqual(['khanhhoa.example', 'localhost']);
  await addSite(node, 2);
  await vi.waitFor(() => expect(registry.find(2)?.state).toBe('open'), { timeout: 5_000 });
  expect(registry.find(1)).toBe(first);
  await registry.close();
});

/** A way to the database that can be cut and mended. */
async function cuttable(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let open = true;
  const proxy: Server = createServer((near) => {
    if (!open) return void near.destroy();
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from.on('error', () => to.destroy()).on('close', () => to.destroy()));
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((proxy.address() as AddressInfo).port);
  return {
    url: through.href,
    cut() {
      open = false;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => void (open = true),
    close: () => new Promise((resolve) => proxy.close(resolve)),
  };
}

test('with PostgreSQL away hits go on being taken, by the registry that was read last; afterwards it is read anew', async () => {
  const node = await openNode();
  await addSite(node, 1);
  const way = await cuttable(node.urls.app);
  const db = openDatabase<unknown>(way.url, 2);
  const registry = await openSiteRegistry({ ...node.platform, db });
  const { clickhouse, config } = node.platform;
  const collector = await startTestCollector({
    clickhouse,
    folder: config.dataDir,
    sites: registry,
    now: () => now.getTime(),
  });
  const served = await listen(collector.rawHandler);
  const hit = async (path: string) => {
    const url = encodeURIComponent(`https://khanhhoa.example${path}`);
    const headers = {
      'User-Agent':
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
    };
    return (await fetch(`http://127.0.0.1:${served.port}/matomo.php?idsite=1&rec=1&url=${url}`, { headers })).status;
  };
  expect(await hit('/truoc')).toBe(200);
  way.cut();
  await expect(registry.refresh()).rejects.toThrow('Connection terminated');
  expect(registry.find(1)).toBeDefined();
  for (let n = 0; n < 20; n++) expect(await hit(`/trong-luc-mat-${n}`)).toBe(200);
  // Beyond the salts that were prepared nobody could be told from another: then the sender is asked to come again.
  now = new Date('2026-11-27T05:00:00Z');
  expect(await hit('/ngay-kia')).toBe(503);
  way.mend();
  await registry.refresh();
  expect(await hit('/sau')).toBe(200);
  await vi.waitFor(async () => expect(await hitsOf(clickhouse, 1)).toHaveLength(22), { timeout: 20_000 });
  await served.close();
  await collector.stop();
  await registry.close();
  await db.destroy();
  await way.close();
});
