import type { Kysely } from 'kysely';
import { currentAgencies } from '#modules/directory/server/index.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { Progress } from '#platform/server/module.ts';
import { BOARD_TOPIC } from '../contract.ts';
import { type Activity, noteActivity } from './activity/activity.repo.ts';
import { HIT_COLUMNS, hitLine } from './collector/hit.ts';
import { addDays, dayIn, daysOf } from './days.ts';
import { findGaps } from './gaps/find-gaps.job.ts';
import { learnRhythms } from './gaps/learn-rhythms.job.ts';
import { sweepGaps } from './gaps/sweep-gaps.job.ts';
import { keepVisitsOf } from './kept-visits/keep-visits.ts';
import { addGoals } from './sample/goals.ts';
import { type PlannedSite, planSites } from './sample/plan-sites.ts';
import { openTraffic } from './sample/traffic.ts';
import { addWatching } from './sample/watching.ts';
import { REGISTRY_TOPIC } from './sites/registry-topic.ts';
import { countSites, findSites, insertSites } from './sites/sites.repo.ts';
import type { UsageTables } from './tables.ts';

/** Three months, today included. */
const DAYS = 92;
const ZONE = 'Asia/Ho_Chi_Minh';
const BATCH_LINES = 15_000;

/**
 * Sites of the sample province and three months of their hits up to now. Days end today, so that the last 30 are always
 * full. A node that has sites of its own is left as it is; a loading that broke off goes on: each batch is taken once.
 */
export async function demo(ctx: Context, progress: Progress): Promise<void> {
  const { platform } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const planned = planSites(await currentAgencies(platform), dayIn(platform.now(), ZONE));
  if ((await countSites(db, { scope: 'all' })) === 0) await addSites(ctx, planned);
  else if (!(await isUnfinished(db, planned))) return;
  const activities = await loadHits(ctx, planned, progress);
  await noteActivity(db, activities, [{ topic: BOARD_TOPIC }]);
  await learnRhythms(ctx);
  // Interruptions of the past are found first, so that what is usual is learned without them.
  await sweepGaps(ctx, DAYS, false);
  await learnRhythms(ctx);
  await findGaps(ctx);
  await addWatching(ctx);
  await addGoals(ctx);
  const today = dayIn(platform.now(), ZONE);
  const asked = { sites: planned.map(({ code }) => code), from: addDays(today, -DAYS), to: addDays(today, -1) };
  await keepVisitsOf(platform.clickhouse, asked, () => platform.now().getTime());
}

/** Sites of the sample stand, but nothing was noted of their hits: the last step is missing. */
async function isUnfinished(db: Kysely<UsageTables>, planned: readonly PlannedSite[]): Promise<boolean> {
  const codes = planned.map(({ code }) => code);
  const known = await findSites(db, codes);
  const names = new Set(planned.map(({ name }) => name));
  return known.length === codes.length && known.every(({ name, lastHitAt }) => names.has(name) && lastHitAt === null);
}

async function addSites(ctx: Context, sites: readonly PlannedSite[]): Promise<void> {
  requirePermission(ctx, 'usage.site.write');
  await transact(ctx, async (tx) => {
    await insertSites(tx.as<UsageTables>(), sites);
    tx.audit({
      action: 'usage.sample.load',
      subject: { type: 'usage.site', id: 'sample' },
      before: null,
      after: { sites: sites.length },
    });
    tx.emit({ topic: REGISTRY_TOPIC });
  });
}

async function loadHits(ctx: Context, sites: readonly PlannedSite[], progress: Progress): Promise<Activity[]> {
  const { clickhouse, now } = ctx.platform;
  const until = now();
  const today = dayIn(until, ZONE);
  const days = daysOf(addDays(today, 1 - DAYS), today);
  const traffic = openTraffic();
  const activity = new Map<number, { first: number; last: number }>();
  let lines: string[] = [];
  let batch = 0;
  const send = async (): Promise<void> => {
    if (lines.length === 0) return;
    await clickhouse.insertTsv('hit', HIT_COLUMNS, Buffer.from(lines.join('')), `sample:${today}:${batch++}`);
    lines = [];
  };
  for (const [index, day] of days.entries()) {
    progress('hits', index, days.length);
    for (const site of sites) {
      for (const hit of traffic.hitsOf(site, day, today, until.getTime())) {
        lines.push(hitLine(hit));
        const known = activity.get(site.code);
        if (!known) activity.set(site.code, { first: hit.at, last: hit.at });
        else if (hit.at > known.last) known.last = hit.at;
        else if (hit.at < known.first) known.first = hit.at;
      }
    }
    if (lines.length >= BATCH_LINES) await send();
  }
  await send();
  progress('hits', days.length, days.length);
  return [...activity].map(([code, { first, last }]) => ({ code, first: new Date(first), last: new Date(last) }));
}
