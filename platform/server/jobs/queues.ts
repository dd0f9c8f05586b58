import { PgBoss, type QueueResult, type Schedule } from 'pg-boss';
import { APP_ROLE } from '../database/migrate.ts';
import type { JobDefinition } from './jobs.ts';

export const SCHEMA = 'pgboss';
const ZONE = 'Asia/Ho_Chi_Minh';

/** What of a job the queue has to know. */
type Declared = Pick<JobDefinition, 'name' | 'retries' | 'cron' | 'longestSeconds'>;

/**
 * Creates the queue's tables, and a queue per job; changes only what differs from the definitions, so that a start with
 * nothing new reads and writes nothing. Answers what it changed. Runs as the migrator.
 */
export async function migrateJobs(url: string, definitions: readonly Declared[]): Promise<string[]> {
  const boss = new PgBoss({ connectionString: url, schema: SCHEMA, supervise: false, schedule: false, max: 1 });
  await boss.start();
  try {
    return [
      ...(await matchQueues(boss, definitions)),
      ...(await matchSchedules(boss, definitions)),
      ...(await grantQueue(boss)),
    ];
  } finally {
    await boss.stop({ graceful: false });
  }
}

async function matchQueues(boss: PgBoss, definitions: readonly Declared[]): Promise<string[]> {
  const changed: string[] = [];
  const names = definitions.map(({ name }) => name);
  const found = new Map<string, QueueResult>();
  if (names.length > 0) for (const queue of await boss.getQueues(names)) found.set(queue.name, queue);
  for (const { name, retries, longestSeconds } of definitions) {
    const wanted = {
      retryLimit: retries ?? 5,
      retryDelay: 5,
      retryBackoff: true,
      expireInSeconds: longestSeconds ?? 900,
    };
    const queue = found.get(name);
    if (queue === undefined) await boss.createQueue(name, wanted);
    else if (same(queue, wanted)) continue;
    else await boss.updateQueue(name, wanted);
    changed.push(`queue ${name}`);
  }
  return changed;
}

/** A schedule whose job recurs no more, or is gone, ends. */
async function matchSchedules(boss: PgBoss, definitions: readonly Declared[]): Promise<string[]> {
  const changed: string[] = [];
  const found = new Map<string, Schedule>();
  for (const schedule of await boss.getSchedules()) found.set(schedule.name, schedule);
  for (const { name, cron } of definitions) {
    const schedule = found.get(name);
    if (cron === undefined) continue;
    found.delete(name);
    if (schedule !== undefined && same(schedule, { cron, timezone: ZONE })) continue;
    await boss.schedule(name, cron, {}, { tz: ZONE });
    changed.push(`schedule ${name}`);
  }
  for (const name of found.keys()) {
    await boss.unschedule(name);
    changed.push(`schedule ${name}`);
  }
  return changed;
}

/** The app fills and empties the queue; it owns nothing there. */
async function grantQueue(boss: PgBoss): Promise<string[]> {
  const db = boss.getDb();
  const { rows } = await db.executeSql(
    `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') and not has_table_privilege($2, c.oid, 'select, insert') limit 1`,
    [SCHEMA, APP_ROLE],
  );
  if (rows.length === 0) return [];
  for (const right of [
    `grant usage on schema ${SCHEMA} to ${APP_ROLE}`,
    `grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${APP_ROLE}`,
    `grant usage, select on all sequences in schema ${SCHEMA} to ${APP_ROLE}`,
    `grant execute on all functions in schema ${SCHEMA} to ${APP_ROLE}`,
  ]) {
    await db.executeSql(right);
  }
  return ['rights of the queue'];
}

function same<Row extends object>(found: Row, wanted: Partial<Row>): boolean {
  return Object.entries(wanted).every(([key, value]) => found[key as keyof Row] === value);
}
