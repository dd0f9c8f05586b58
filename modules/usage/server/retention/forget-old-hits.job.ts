import { z } from 'zod';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { dayIn } from '../days.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import { oldHits, removeOldDays, removeOldHits, removeOldRobots, removeOldVisits } from './retention.clickhouse.ts';

/** The first day that is kept: whole months go, so that the store drops whole parts. `months` back from the running one. */
export function firstKeptDay(today: string, months: number): string {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
}

/**
 * Hits are kept no longer than they serve their purpose: HITS_KEPT_MONTHS, robots' hits ROBOT_HITS_KEPT_MONTHS. What goes is
 * written down by number and day, never by what it was.
 */
export async function forgetOldHits(ctx: Context): Promise<void> {
  requirePermission(ctx, 'usage.site.write');
  const { clickhouse, config, now } = ctx.platform;
  const today = dayIn(now(), BOARD_ZONE);
  const hits = firstKeptDay(today, config.HITS_KEPT_MONTHS);
  const robots = firstKeptDay(today, config.ROBOT_HITS_KEPT_MONTHS);
  const latest = hits > robots ? hits : robots;
  const [found] = await clickhouse.query(oldHits, { hits, robots, latest });
  const gone = { hits: found?.hits ?? 0, robots: found?.robots ?? 0 };
  if (gone.hits > 0) {
    await clickhouse.remove(removeOldHits, { before: hits });
    await clickhouse.remove(removeOldVisits, { before: hits });
    await clickhouse.remove(removeOldDays, { before: hits });
  }
  if (gone.robots > 0) await clickhouse.remove(removeOldRobots, { before: robots });
  if (gone.hits + gone.robots === 0) return;
  await transact(ctx, async (tx) => {
    tx.audit({
      action: 'usage.hits.forget',
      subject: { type: 'usage.hits', id: 'all' },
      before: null,
      after: { hitsBefore: hits, hits: gone.hits, robotsBefore: robots, robots: gone.robots },
    });
  });
}

export const forgetOldHitsJob = defineJob({
  name: 'usage.forget_old_hits',
  input: z.object({}),
  cron: '40 2 * * *',
  longestSeconds: 3_600,
  run: (ctx) => forgetOldHits(ctx),
});
