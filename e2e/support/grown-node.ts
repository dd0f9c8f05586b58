import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '#platform/server/testing/clickhouse-server/start.ts';
import { startDebianPostgres } from './debian-postgres.ts';
import { freePort, launch, type RunningNode } from './node.ts';

export type Service = 'web' | 'collector' | 'worker';

export interface Stores {
  /** Settings that lead a process to both stores. */
  environment: Record<string, string>;
  databaseUrl: string;
  clickhouse: ClickHouseServer;
}

/** A PostgreSQL 15 and a ClickHouse server of their own, as a province has them that has outgrown the embedded ones. */
export async function startStores(): Promise<Stores> {
  const databaseUrl = await startDebianPostgres();
  const clickhouse = await startClickHouseServer({ user: { name: 'nhipcau', password: 'of-the-test' } });
  onTestFinished(() => clickhouse.stop());
  return {
    environment: { DATABASE_URL: databaseUrl, CLICKHOUSE_URL: `${clickhouse.url}/nhipcau` },
    databaseUrl,
    clickhouse,
  };
}

/** One process of a node that is split over several. */
export async function launchService(
  service: Service,
  data: string,
  { environment }: Stores,
  ...more: string[]
): Promise<RunningNode> {
  return launch(['start', `--services=${service}`, ...more], data, await freePort(), environment);
}

/** The process that does this service, below the launcher. */
export function processOf(service: Service, data: string): number {
  return (JSON.parse(readFileSync(join(data, 'locks', `${service}.json`), 'utf8')) as { pid: number }).pid;
}
