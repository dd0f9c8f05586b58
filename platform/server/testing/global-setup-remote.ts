import type { TestProject } from 'vitest/node';
import { startClickHouseServer } from './clickhouse-server/start.ts';
import setup from './global-setup.ts';

/** The same, with hits and figures over HTTP, as a node with `CLICKHOUSE_URL` has them. */
export default async function setupRemote(project: TestProject): Promise<() => Promise<void>> {
  const tearDown = await setup(project);
  const server = await startClickHouseServer();
  project.provide('clickhouseUrl', server.url);
  return async () => {
    await server.stop();
    await tearDown();
  };
}
