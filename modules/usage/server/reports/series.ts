import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import type { ReportPeriod, SeriesPoint } from '../../contract.ts';
import { daysOf } from '../days.ts';
import { ask, type HitStore } from '../kept-visits/ask-visits.ts';
import { defineDayQuery, defineVisitQuery } from '../kept-visits/visit-query.clickhouse.ts';
import { count, span } from './parameters.ts';
import { periodBefore, periodOf } from './period.ts';
import { requireReportSite } from './report-site.ts';
import { readSegment, within } from './segment.ts';
import { PERSONS } from './visit-rows.ts';

const row = z.object({ at: z.string(), visits: count, visitors: count, pageViews: count });

/** All of a visit is of one day. */
const byDay = defineDayQuery({
  name: 'usage.series_by_day',
  sql: (days) => `
    select toString(d.day) as at, sum(d.visits) as visits, sum(d.visitors) as visitors, sum(d.page_views) as pageViews
    from (${days}) as d group by d.day order by d.day`,
  params: span,
  row,
});

/** A visit counts where it began; a visitor and a page view where they were seen, a ping apart. */
const byHour = defineVisitQuery({
  name: 'usage.series_by_hour',
  sql: (visits) => `
    select at, sum(begun) as visits, sum(seen) as visitors, sum(viewed) as pageViews
    from (
      select formatDateTime(began, '%Y-%m-%dT%H', {zone:String}) as at, count() as begun, 0 as seen, 0 as viewed
      from (${visits}) group by at
      union all
      select formatDateTime(moment, '%Y-%m-%dT%H', {zone:String}) as at, 0 as begun,
        uniqExact(site, day, visitor) as seen, countIf(kind = 'page') as viewed
      from (select site, day, visitor, kind, at as moment from hit where ${PERSONS} and kind != 'ping') group by at
    )
    group by at order by at`,
  params: span.extend({ zone: z.string() }),
  row,
});

/** Every day of the period over these sites; days without hits stand with zeros. */
export async function dailySeries(clickhouse: HitStore, sites: number[], period: ReportPeriod): Promise<SeriesPoint[]> {
  const points = sites.length === 0 ? [] : await ask(clickhouse, byDay, { sites, ...period });
  return filled(points, daysOf(period.from, period.to));
}

async function hourlySeries(
  clickhouse: HitStore,
  site: number,
  period: ReportPeriod,
  zone: string,
): Promise<SeriesPoint[]> {
  const points = await ask(clickhouse, byHour, { sites: [site], ...period, zone });
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
  return filled(
    points,
    daysOf(period.from, period.to).flatMap((day) => hours.map((hour) => `${day}T${hour}`)),
  );
}

function filled(points: readonly SeriesPoint[], places: readonly string[]): SeriesPoint[] {
  const known = new Map(points.map((point) => [point.at, point]));
  return places.map((at) => known.get(at) ?? { at, visits: 0, visitors: 0, pageViews: 0 });
}

interface SeriesInput {
  segment?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  by: 'day' | 'hour';
  compare: boolean;
}

/** @throws usage.site_not_found, usage.period_invalid */
export async function getSeries(ctx: Context, code: number, input: SeriesInput) {
  const site = await requireReportSite(ctx, code);
  const clickhouse = within(ctx.platform.clickhouse, readSegment(input.segment ?? ''));
  const period = periodOf(input, ctx.platform.now(), site.timeZone);
  const points = (days: ReportPeriod) =>
    input.by === 'day' ? dailySeries(clickhouse, [code], days) : hourlySeries(clickhouse, code, days, site.timeZone);
  const [now, previous] = await Promise.all([points(period), input.compare ? points(periodBefore(period)) : null]);
  return { period, points: now, previous };
}
