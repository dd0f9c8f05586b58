import type { Transaction } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { APP_ROLE } from '../database/migrate.ts';

/** Slow work by name. The input is parsed again when the job runs: a queue outlives the code that filled it. */
export interface JobDefinition<Input = unknown> {
  /** `module.what_it_does`, e.g. `usage.check_connection`. */
  name: string;
  input: z.ZodType<Input>;
  /** Tries after the first; the pause doubles from 5 s. Default 5. */
  retries?: number;
  /** Cron expression in Asia/Ho_Chi_Minh, for work that recurs; its input is `{}`. */
  cron?: string;
  run(ctx: Context, input: Input): Promise<void>;
}

export interface JobOptions {
  /** Not before this instant. */
  startAfter?: Date;
  /** At most one job of this key waits at a time. */
  singletonKey?: string;
}

/** Declares a job and keeps the type of its input. */
export function defineJob<Input>(job: JobDefinition<Input>): JobDefinition<Input> {
  return job;
}

export interface Jobs {
  /** Writes the job in the caller's transaction: it runs if and only if the transaction stands. */
  enqueue<Input>(
    trx: Transaction<unknown>,
    job: JobDefinition<Input>,
    input: Input,
    options?: JobOptions,
  ): Promise<void>;
  /** Begins to run jobs in this process. `contextOf` makes the context under which a job acts. */
  work(
    // oxlint-disable-next-line typescript/no-explicit-any -- each job has its own input
    definitions: readonly JobDefinition<any>[],
    contextOf: (jobName: string, jobId: string) => Context,
  ): Promise<void>;
  /** Ends after the jobs in hand, at most `graceMs` later; those cut off are tried again. */
  stop(graceMs: number): Promise<void>;
}

const SCHEMA = 'pgboss';
const ZONE = 'Asia/Ho_Chi_Minh';

/** Creates the queue's tables, and a queue per job. Runs as the migrator. */
// oxlint-disable-next-line typescript/no-explicit-any -- each job has its own input
export async function migrateJobs(url: string, definitions: readonly JobDefinition<any>[]): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: SCHEMA, supervise: false, schedule: false, max: 1 });
  await boss.start();
  for (const job of definitions) {
    const options = { retryLimit: job.retries ?? 5, retryDelay: 5, retryBackoff: true };
    await boss.createQueue(job.name, options);
    await boss.updateQueue(job.name, options);
    if (job.cron === undefined) await boss.unschedule(job.name);
    else await boss.schedule(job.name, job.cron, {}, { tz: ZONE });
  }
  await grantQueue(boss);
  await boss.stop({ graceful: false });
}

/** The app fills and empties the queue; it owns nothing there. */
async function grantQueue(boss: PgBoss): Promise<void> {
  for (const right of [
    `grant usage on schema ${SCHEMA} to ${APP_ROLE}`,
    `grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${APP_ROLE}`,
    `grant usage, select on all sequences in schema ${SCHEMA} to ${APP_ROLE}`,
    `grant execute on all functions in schema ${SCHEMA} to ${APP_ROLE}`,
  ]) {
    await boss.getDb().executeSql(right);
  }
}

/** Opens the queue as the app's role. Runs no job until `work` is called. */
export async function openJobs(url: string, log: Logger, runs: boolean): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    migrate: false,
    supervise: runs,
    schedule: runs,
    max: 3,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  await boss.start();
  return {
    async enqueue(trx, job, input, options = {}) {
      const parsed = job.input.parse(input) as object;
      await boss.send(job.name, parsed, { ...options, db: fromKysely(trx) });
    },
    async work(definitions, contextOf) {
      for (const job of definitions) {
        await boss.work(job.name, { pollingIntervalSeconds: 1 }, async (batch) => {
          for (const { id, data } of batch) await job.run(contextOf(job.name, id), job.input.parse(data ?? {}));
        });
      }
    },
    async stop(graceMs) {
      await boss.stop({ graceful: true, timeout: graceMs });
    },
  };
}
