import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { type ClickHouse, defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import { migrateClickHouse } from '#platform/server/clickhouse/migrate.ts';
import type { RawHandler } from '#platform/server/module.ts';
import { usageClickHouse } from '../hits.clickhouse.ts';
import { type Collector, type CollectorParts, startCollector } from './collector.ts';
import { type CollectedSite, DEFAULT_SEARCH_PARAMETERS, type SiteRegistry } from './sites.ts';

/** Helpers of the collector's tests and benches. */
export function testSite(code: number, more: Partial<CollectedSite> = {}): CollectedSite {
  return {
    code,
    state: 'open',
    domains: ['khanhhoa.gov.vn', 'localhost'],
    anyHost: false,
    timeZone: 'Asia/Ho_Chi_Minh',
    keepFragment: false,
    excludedParameters: [],
    searchParameters: DEFAULT_SEARCH_PARAMETERS,
    searchCategoryParameters: [],
    ...more,
  };
}

export const TEST_TOKEN = 'token-of-tests';

/** A registry in memory; its salts follow from site and day. */
export function testSites(...sites: CollectedSite[]): SiteRegistry {
  const byCode = new Map(sites.map((site) => [site.code, site]));
  return {
    find: (code) => byCode.get(code),
    saltOf: (code, day) => createHash('sha256').update(`${code} ${day}`).digest(),
    acceptsToken: (token) => token === TEST_TOKEN,
  };
}

/** A collector with test settings over a store that is already open. */
export async function startTestCollector(
  parts: Partial<CollectorParts> & Pick<CollectorParts, 'clickhouse' | 'folder'>,
): Promise<Collector> {
  await migrateClickHouse(parts.clickhouse, usageClickHouse);
  return startCollector({
    config: { TRUSTED_PROXIES: [], COLLECTOR_LOG_MAX_MB: 512, COLLECTOR_SYNC: true, COLLECTOR_RATE: 100_000 },
    log: pino({ level: 'silent' }),
    metrics: new Registry(),
    sites: testSites(testSite(1)),
    visitorKey: Buffer.alloc(32, 7),
    onStored: () => {},
    ...parts,
  });
}

/** Serves a raw handler on a free port. */
export async function listen(
  handler: RawHandler,
  port = 0,
): Promise<{ server: Server; port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (!handler(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    server,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Waits until a condition holds; fails with its name after ten seconds. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  patienceMs = 10_000,
): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const storedHits = defineQuery({
  name: 'usage.test_hits',
  sql: 'select * from hit where site = {site:UInt32} order by at, path, kind limit 1000000',
  params: z.object({ site: z.number() }),
  row: z.record(z.string(), z.unknown()),
});

/** All stored hits of a site, in order of time. */
export function hitsOf(clickhouse: ClickHouse, site: number): Promise<Record<string, unknown>[]> {
  return clickhouse.query(storedHits, { site });
}
