import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import type { DatabaseUrls } from '../database/database.ts';
import { startEmbeddedPostgres } from '../database/embedded/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrls: DatabaseUrls;
    /** A ClickHouse server, where the tests ask one; null where each has the embedded engine. */
    clickhouseUrl: string | null;
  }
}

/** One real PostgreSQL for the whole run; every test file makes databases of its own on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nhipcau-test-'));
  const server = await startEmbeddedPostgres({
    dataDir,
    passwords: { owner: 'owner-of-tests', app: 'app-of-tests', reports: 'reports-of-tests' },
    log: pino({ level: 'silent' }),
  });
  project.provide('databaseUrls', server.urls);
  project.provide('clickhouseUrl', null);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
