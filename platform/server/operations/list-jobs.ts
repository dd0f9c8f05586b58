import { z } from 'zod';
import type { FailedJobRow, QueueRow, ScheduleRow } from '../../contracts/operations.ts';
import { may, requirePermission } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import { countJobs, findLastRuns, findOldestJobs, listFailedJobs as listRows } from '../jobs/queue.repo.ts';
import { pageOf, placeId, readCursor } from '../paging.ts';

/** A time as PostgreSQL writes it. */
const failedPlace = z.object({
  at: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
  id: placeId,
});
/** Longer causes are stacks and answers of whole servers. */
const CAUSE_MOST = 1_000;

/** Every job that this program knows, what of it stands in the queue, and what recurs. @throws platform.forbidden */
export async function listJobs(ctx: Context): Promise<{
  queues: QueueRow[];
  schedules: ScheduleRow[];
  can: { act: boolean };
}> {
  requirePermission(ctx, 'platform.operations.read', null);
  const { db, jobs, modules } = ctx.platform;
  const [counts, oldest, runs, schedules] = await Promise.all([
    countJobs(db),
    findOldestJobs(db),
    findLastRuns(db),
    jobs.schedules(),
  ]);
  const names = new Set([
    ...modules.flatMap((module) => (module.jobs ?? []).map(({ name }) => name)),
    ...counts.map(({ job }) => job),
  ]);
  const countOf = (job: string, state: string) =>
    counts.find((one) => one.job === job && one.state === state)?.count ?? 0;
  return {
    queues: [...names].sort().map((job) => ({
      job,
      waiting: countOf(job, 'waiting'),
      retrying: countOf(job, 'retrying'),
      active: countOf(job, 'active'),
      failed: countOf(job, 'failed'),
      oldestSeconds: oldest.find((one) => one.job === job)?.seconds ?? null,
    })),
    schedules: schedules
      .map(({ job, cron, nextAt }) => {
        const run = runs.find((one) => one.job === job);
        const last = run ? { state: run.state, at: run.at.toISOString(), seconds: run.seconds } : null;
        return { job, cron, nextAt: nextAt?.toISOString() ?? null, last };
      })
      .sort((a, b) => (a.job < b.job ? -1 : 1)),
    can: { act: may(ctx.actor, 'platform.operations.write', null) },
  };
}

/** Jobs that failed for good and are kept a week, newest first. @throws platform.forbidden */
export async function listFailedJobs(
  ctx: Context,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ rows: FailedJobRow[]; next: string | null }> {
  requirePermission(ctx, 'platform.operations.read', null);
  const after = cursor === undefined ? null : readCursor(cursor, failedPlace);
  const found = await listRows(ctx.platform.db, after, limit + 1);
  const { rows, next } = pageOf(found, limit, ({ place, id }) => ({ at: place, id }));
  return {
    rows: rows.map(({ id, job, failedAt, tries, cause }) => ({
      id,
      job,
      failedAt: failedAt.toISOString(),
      tries,
      cause: cause.slice(0, CAUSE_MOST),
    })),
    next,
  };
}
