import type { Transaction } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { type JobOutcome, measureRuns } from './job-metrics.ts';
import { SCHEMA } from './queues.ts';

/** Slow work by name. The input is parsed again when the job runs: a queue outlives the code that filled it. */
export interface JobDefinition<Input = unknown> {
  /** `module.what_it_does`, e.g. `usage.check_connection`. */
  name: string;
  input: z.ZodType<Input>;
  /** Tries after the first; the pause doubles from 5 s. Default 5. */
  retries?: number;
  /** After so many seconds it counts as cut off and is tried again. Default 900. */
  longestSeconds?: number;
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
  /**
   * Puts jobs into the queue outside any transaction: those of a restored node, or one that a command asks for. Those
   * whose work no longer exists are left out. Answers how many went in.
   */
  putBack(
    jobs: readonly { name: string; data: unknown; startAfter: string; singletonKey: string | null }[],
  ): Promise<number>;
  /** Lets failed jobs of one name try again, in the caller's transaction. */
  retry(trx: Transaction<unknown>, name: string, ids: readonly string[]): Promise<void>;
  /** Removes a job, in the caller's transaction. */
  remove(trx: Transaction<unknown>, name: string, id: string): Promise<void>;
  /** Work that recurs, with its next time. */
  schedules(): Promise<{ job: string; cron: string; nextAt: Date | null }[]>;
  /** Begins to run jobs in this process. `contextOf` makes the context under which a job acts. */
  work(
    // oxlint-disable-next-line typescript/no-explicit-any -- each job has its own input
    definitions: readonly JobDefinition<any>[],
    contextOf: (jobName: string, jobId: string) => Context,
  ): Promise<void>;
  /** Can jobs be written, and, in a process that runs them, does each worker still ask for some? */
  ready(): Promise<boolean>;
  /** Ends after the jobs in hand, at most `graceMs` later; those cut off are tried again. */
  stop(graceMs: number): Promise<void>;
}

/** A worker that has asked for no job for so long does not work any more. */
const SILENCE_MS = 60_000;

/** Opens the queue as the app's role. Runs no job until `work` is called. */
export async function openJobs(url: string, log: Logger, metrics: Registry, runs: boolean): Promise<Jobs> {
  const observe = measureRuns(metrics);
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
    async putBack(jobs) {
      const queues = new Set((await boss.getQueues()).map(({ name }) => name));
      const known = jobs.filter(({ name }) => queues.has(name));
      for (const { name, data, startAfter, singletonKey } of known) {
        await boss.send(name, data as object, { startAfter, ...(singletonKey && { singletonKey }) });
      }
      return known.length;
    },
    async retry(trx, name, ids) {
      await boss.retry(name, [...ids], { db: fromKysely(trx) });
    },
    async remove(trx, name, id) {
      await boss.deleteJob(name, id, { db: fromKysely(trx) });
    },
    async schedules() {
      const found = await boss.getSchedules();
      return found.map(({ name, cron, timezone }) => {
        const [nextAt = null] = boss.previewSchedule(cron, { tz: timezone, count: 1 });
        return { job: name, cron, nextAt };
      });
    },
    async work(definitions, contextOf) {
      for (const job of definitions) {
        await boss.work(job.name, { pollingIntervalSeconds: 1 }, async (batch) => {
          for (const { id, data } of batch) {
            const began = performance.now();
            const note = (outcome: JobOutcome) => observe(job.name, outcome, (performance.now() - began) / 1_000);
            try {
              await job.run(contextOf(job.name, id), job.input.parse(data ?? {}));
              note('completed');
            } catch (error) {
              note('failed');
              log.warn({ err: error, job: job.name, jobId: id }, 'a job failed');
              throw error;
            }
          }
        });
      }
    },
    async ready() {
      if (!(await boss.isInstalled())) return false;
      const now = Date.now();
      return boss
        .getWipData()
        .every(({ count, createdOn, lastFetchedOn }) => count > 0 || now - (lastFetchedOn ?? createdOn) < SILENCE_MS);
    },
    async stop(graceMs) {
      await boss.stop({ graceful: true, timeout: graceMs });
    },
  };
}
