import { defineConfig } from 'vitest/config';

/**
 * Three kinds of tests, told apart by their names:
 *
 *  - `*.test.ts` beside the code: no store, milliseconds; `npm run check` runs them.
 *  - `*.db.test.ts` beside the code: on a real PostgreSQL and ClickHouse (`platform/server/testing/`).
 *    Those that ask ClickHouse most run twice: in process, and in `remote` over HTTP.
 *  - `e2e/**`: a whole node, started as users start it, often with a browser.
 *
 * Forks, never threads: the embedded ClickHouse does not survive worker threads.
 */
const rooms = '{app,platform,modules,lint,bench,scripts,docs}';
/** What a node with `CLICKHOUSE_URL` does otherwise than the embedded one: hits go in, figures come out. */
const REMOTE = ['modules/usage/server/{collector/{collector,lost-answer},reports/*}.db.test.ts'];
const MINUTE = 60_000;

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'unit',
          pool: 'forks',
          include: [`${rooms}/**/*.test.{ts,tsx}`],
          exclude: ['**/node_modules/**', '**/*.db.test.ts'],
          testTimeout: 10_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'server',
          pool: 'forks',
          include: [`${rooms}/**/*.db.test.ts`],
          globalSetup: ['platform/server/testing/global-setup.ts'],
          // The first use of the embedded ClickHouse loads half a gigabyte from the disk.
          testTimeout: MINUTE,
          hookTimeout: 3 * MINUTE,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'remote',
          pool: 'forks',
          include: REMOTE,
          globalSetup: ['platform/server/testing/global-setup-remote.ts'],
          testTimeout: MINUTE,
          hookTimeout: 3 * MINUTE,
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'e2e',
          pool: 'forks',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 4 * MINUTE,
          hookTimeout: 5 * MINUTE,
          // Each file starts nodes and browsers of its own and measures times: one at a time.
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
