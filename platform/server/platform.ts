import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ClickHouse } from './clickhouse/clickhouse.ts';
import type { Config } from './config/config.ts';
import type { Secrets } from './config/secrets.ts';
import type { Events } from './events/events.ts';
import type { Files } from './files/files.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { ServerModule } from './module.ts';
import type { HealthCheck } from './process/health.ts';

/** What a process has opened: settings, stores, queues. Built once at start, handed to every module, closed in reverse. */
export interface Platform {
  config: Config;
  log: Logger;
  metrics: Registry;
  secrets: Secrets;
  /** The app's role: reads and writes rows, owns nothing. Each module sees it through its own table types. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a module narrows it with its own tables
  db: Kysely<any>;
  /** The read-only role, for figures and lists that only read. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a module narrows it with its own tables
  reports: Kysely<any>;
  clickhouse: ClickHouse;
  files: Files;
  jobs: Jobs;
  events: Events;
  /** All modules of this node, the platform's own `core` first: whose permissions exist, whose sample is loaded. */
  modules: readonly ServerModule[];
  /** The parts of this process that `GET /health/ready` asks; filled as they come to life. */
  health: Map<string, HealthCheck>;
  /** The present; tests give another. */
  now: () => Date;
}
