import type { Kysely } from 'kysely';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { GoalRow, ReportPeriod } from '../../contract.ts';
import { daysOf } from '../days.ts';
import { changeOf, countUse } from '../reports/figures.ts';
import { periodBefore, periodOf } from '../reports/period.ts';
import { requireReportSite } from '../reports/report-site.ts';
import type { UsageTables } from '../tables.ts';
import { conversions } from './goals.clickhouse.ts';
import { findGoalRules, findGoals } from './goals.repo.ts';
import { goalValues } from './met.ts';

const GOALS_MOST = 100;
const VERSIONS_MOST = 1_000;

/** Goals of a site with their conversions. @throws usage.site_not_found, usage.period_invalid */
export async function listGoals(
  ctx: Context,
  code: number,
  input: { from?: string | undefined; to?: string | undefined },
): Promise<{ period: ReportPeriod; rows: GoalRow[]; can: { add: boolean } }> {
  const site = await requireReportSite(ctx, code);
  const { platform, actor } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const period = periodOf(input, platform.now(), site.timeZone);
  const before = periodBefore(period);
  const [versions, rules] = await Promise.all([findGoals(db, site.id, VERSIONS_MOST), findGoalRules(db, [code])]);
  const [found, use] = await Promise.all([
    platform.clickhouse.query(conversions, { sites: [code], from: before.from, to: period.to, ...goalValues(rules) }),
    countUse(platform.clickhouse, [code], period),
  ]);
  const days = daysOf(period.from, period.to);
  const byGoal = Map.groupBy(found, ({ number }) => number);
  const goals = [...Map.groupBy(versions, ({ id }) => id).values()].slice(0, GOALS_MOST);
  const rows = goals.flatMap((own): GoalRow[] => {
    const [newest] = own;
    if (!newest) return [];
    const all = byGoal.get(newest.number) ?? [];
    const byDay = new Map(all.map((one) => [one.at, one.conversions]));
    const ofDays = days.map((day) => byDay.get(day) ?? 0);
    const total = ofDays.reduce((sum, one) => sum + one, 0);
    const previous = all.filter(({ at }) => at < period.from).reduce((sum, one) => sum + one.conversions, 0);
    return [
      {
        ...newest,
        versions: own,
        conversions: total,
        visits: use.visits,
        rate: use.visits === 0 ? null : total / use.visits,
        previous,
        change: changeOf(total, previous),
        days: ofDays,
      },
    ];
  });
  return { period, rows, can: { add: site.state !== 'closed' && may(actor, 'usage.site.write', site.ownerId) } };
}
