import { OPERATIONS_TOPIC } from '../../contracts/operations.ts';
import { platformErrors } from '../../errors.ts';
import { requirePermission } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import { transact } from '../database/transact.ts';
import { findFailedIds, findFailedJob } from '../jobs/queue.repo.ts';

/** So many are let go at once, so that one press does not flood what just came back. */
const AT_ONCE = 1_000;

/** Lets a failed job try again. @throws platform.job_not_found, also when somebody was quicker */
export async function retryFailedJob(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'platform.operations.write', null);
  await transact(ctx, async (tx) => {
    const found = await findFailedJob(tx.as(), id);
    if (!found) throw platformErrors.fail('platform.job_not_found');
    await ctx.platform.jobs.retry(tx.as(), found.job, [id]);
    tx.audit({
      action: 'platform.job.retry',
      subject: { type: 'platform.job', id },
      before: { job: found.job, state: 'failed' },
      after: { job: found.job, state: 'retry' },
    });
    tx.emit({ topic: OPERATIONS_TOPIC });
  });
}

/** Lets failed jobs try again, the oldest first; answers how many. Nothing to do is no error. */
export async function retryFailedJobs(ctx: Context): Promise<number> {
  requirePermission(ctx, 'platform.operations.write', null);
  const byName = await findFailedIds(ctx.platform.db, AT_ONCE);
  const counts = Object.fromEntries([...byName].map(([job, ids]) => [job, ids.length]));
  const total = [...byName.values()].flat().length;
  if (total === 0) return 0;
  await transact(ctx, async (tx) => {
    for (const [job, ids] of byName) await ctx.platform.jobs.retry(tx.as(), job, ids);
    tx.audit({
      action: 'platform.job.retry_all',
      subject: { type: 'platform.job', id: 'failed' },
      before: null,
      after: counts,
    });
    tx.emit({ topic: OPERATIONS_TOPIC });
  });
  return total;
}

/** Removes a failed job: its work is not done. @throws platform.job_not_found */
export async function removeFailedJob(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'platform.operations.write', null);
  await transact(ctx, async (tx) => {
    const found = await findFailedJob(tx.as(), id);
    if (!found) throw platformErrors.fail('platform.job_not_found');
    await ctx.platform.jobs.remove(tx.as(), found.job, id);
    tx.audit({
      action: 'platform.job.remove',
      subject: { type: 'platform.job', id },
      before: { job: found.job, state: 'failed' },
      after: null,
    });
    tx.emit({ topic: OPERATIONS_TOPIC });
  });
}
