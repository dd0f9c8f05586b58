import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import type { HourCell, ReportPeriod } from '../../contract.ts';
import { ask } from '../kept-visits/ask-visits.ts';
import { defineVisitQuery } from '../kept-visits/visit-query.clickhouse.ts';
import { count, span } from './parameters.ts';
import { periodOf } from './period.ts';
import { requireReportSite } from './report-site.ts';
import { readSegment, within } from './segment.ts';
import { PERSONS } from './visit-rows.ts';

/** A visit counts where it began, a page view where it happened. */
const hours = defineVisitQuery({
  name: 'usage.hours',
  sql: (visits) => `
    select toDayOfWeek(day) as weekday, toHour(moment, {zone:String}) as hour, sum(begun) as visits, sum(viewed) as pageViews
    from (
      select day, began as moment, 1 as begun, 0 as viewed from (${visits})
      union all
      select day, at as moment, 0 as begun, 1 as viewed from hit
      where ${PERSONS} and kind = 'page'
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
  const found = await ask(store, hours, { sites: [code], ...period, zone: site.timeZone });
  const known = new Map(found.map((cell) => [cell.weekday * 24 + cell.hour, cell]));
  const cells = Array.from({ length: 7 * 24 }, (_, index) => {
    const weekday = 1 + Math.floor(index / 24);
    const hour = index % 24;
    return known.get(weekday * 24 + hour) ?? { weekday, hour, visits: 0, pageViews: 0 };
  });
  return { period, cells };
}
