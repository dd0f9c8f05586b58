import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { Gauge, Histogram, type Registry } from 'prom-client';
import { countJobs, findOldestJobs } from './queue.repo.ts';

export type JobOutcome = 'completed' | 'failed';

/** How long runs of jobs take and how they end, in this process. */
export function measureRuns(metrics: Registry): (job: string, outcome: JobOutcome, seconds: number) => void {
  const duration = new Histogram({
    name: 'nhipcau_job_duration_seconds',
    help: 'Duration of runs of jobs by outcome; a failed run may be tried again',
    labelNames: ['job', 'outcome'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300],
    registers: [metrics],
  });
  return (job, outcome, seconds) => duration.observe({ job, outcome }, seconds);
}

/**
 * What stands in the queue, read when it is asked for. Told by the processes that run jobs, so that it is not summed over
 * all. While the database is away the other figures are still told.
 */
export function measureQueue(metrics: Registry, db: Kysely<unknown>, log: Logger): void {
  const gauge = <Row>(name: string, help: string, read: () => Promise<Row[]>, set: (gauge: Gauge, row: Row) => void) =>
    new Gauge({
      name,
      help,
      labelNames: ['job', 'state'],
      registers: [metrics],
      async collect() {
        this.reset();
        const rows = await read().catch((error: unknown) => {
          log.warn({ err: error }, 'jobs could not be counted');
          return [];
        });
        for (const row of rows) set(this, row);
      },
    });
  gauge(
    'nhipcau_jobs',
    'Jobs that are not done, by state',
    () => countJobs(db),
    (found, { job, state, count }) => found.set({ job, state }, count),
  );
  gauge(
    'nhipcau_job_oldest_wait_seconds',
    'How long the oldest job that may run has waited',
    () => findOldestJobs(db),
    (found, { job, seconds }) => found.set({ job }, seconds),
  );
}
