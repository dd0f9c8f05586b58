import { z } from 'zod';
import { type ClickHouse, defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import type { Context } from '#platform/server/context.ts';
import type { ReportPeriod, SeriesPoint } from '../../contract.ts';
import { daysOf } from '../days.ts';
import { count, span } from './parameters.ts';
import { periodBefore, periodOf } from './period.ts';
import { requireReportSite } from './report-site.ts';
import { readSegment, within } from './segment.ts';
import { visitRows } from './visit-rows.ts';

const row = z.object({ at: z.string(), visits: count, visitors: count, pageViews: count });

/** A visit counts where it began, a page view where it happened. */
const FIGURES = `countIf(first) as visits, uniqExactIf((site, day, visitor), kind != 'ping') as visitors, countIf(kind = 'page') as pageViews`;
const ROWS = `select site, day, visitor, kind, at as moment,
    row_number() over (partition by site, day, visitor, visit order by at, kind) = 1 as first
  from (${visitRows([])})`;

const byDay = defineQuery({
  name: 'usage.series_by_day',
  sql: `select toString(day) as at, ${FIGURES} from (${ROWS}) group by day order by day`,
  params: span,
  row,
});

const byHour = defineQuery({
  name: 'usage.series_by_hour',
  sql: `select formatDateTime(moment, '%Y-%m-%dT%H', {zone:String}) as at, ${FIGURES}
    from (${ROWS}) group by at order by at`,
  params: span.extend({ zone: z.string() }),
  row,
});

/** Every day of the period over these sites; days without hits stand with zeros. */
export async function dailySeries(
  clickhouse: Pick<ClickHouse, 'query'>,
  sites: number[],
  period: ReportPeriod,
): Promise<SeriesPoint[]> {
  const points = sites.length === 0 ? [] : await clickhouse.query(byDay, { sites, ...period });
  return filled(points, daysOf(period.from, period.to));
}

async function hourlySeries(
  clickhouse: Pick<ClickHouse, 'query'>,
  site: number,
  period: ReportPeriod,
  zone: string,
): Promise<SeriesPoint[]> {
  const points = await clickhouse.query(byHour, { sites: [site], ...period, zone });
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
