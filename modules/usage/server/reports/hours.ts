import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import type { Context } from '#platform/server/context.ts';
import type { HourCell, ReportPeriod } from '../../contract.ts';
import { count, span } from './parameters.ts';
import { periodOf } from './period.ts';
import { requireReportSite } from './report-site.ts';
import { readSegment, within } from './segment.ts';
import { visitRows } from './visit-rows.ts';

const hours = defineQuery({
  name: 'usage.hours',
  sql: `
    select toDayOfWeek(day) as weekday, toHour(at, {zone:String}) as hour,
      countIf(first) as visits, countIf(kind = 'page') as pageViews
    from (
      select day, at, kind, row_number() over (partition by site, day, visitor, visit order by at, kind) = 1 as first
      from (${visitRows([])})
    )
    group by weekday, hour`,
  params: span.extend({ zone: z.string() }),
  row: z.object({ weekday: count, hour: count, visits: count, pageViews: count }),
});

/** All 168 hours of a week. @throws usage.site_not_found, usage.period_invalid */
export async function getHours(
  ctx: Context,
  code: number,
  input: { from?: string | undefined; to?: string | undefined; segment?: string | undefined },
): Promise<{ period: ReportPeriod; cells: HourCell[] }> {
  const site = await requireReportSite(ctx, code);
  const period = periodOf(input, ctx.platform.now(), site.timeZone);
  const store = within(ctx.platform.clickhouse, readSegment(input.segment ?? ''));
  const found = await store.query(hours, { sites: [code], ...period, zone: site.timeZone });
  const known = new Map(found.map((cell) => [cell.weekday * 24 + cell.hour, cell]));
  const cells = Array.from({ length: 7 * 24 }, (_, index) => {
    const weekday = 1 + Math.floor(index / 24);
    const hour = index % 24;
    return known.get(weekday * 24 + hour) ?? { weekday, hour, visits: 0, pageViews: 0 };
  });
  return { period, cells };
}
