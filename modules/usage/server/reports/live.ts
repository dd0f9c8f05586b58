import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import type { Context } from '#platform/server/context.ts';
import type { Live } from '../../contract.ts';
import { addDays, dayIn } from '../days.ts';
import { hitRow, SHOWN } from './hits.ts';
import { count, span } from './parameters.ts';
import { requireReportSite } from './report-site.ts';
import { nameOf, visitRows } from './visit-rows.ts';

const MINUTES = 30;
const MINUTE_MS = 60_000;

const present = span.extend({ since: z.number() });
const SINCE = 'at >= fromUnixTimestamp64Milli({since:Int64})';

const byMinute = defineQuery({
  name: 'usage.live_by_minute',
  sql: `
    select toUnixTimestamp(toStartOfMinute(at)) as minute, count() as hits, uniqExact(visitor) as visitors
    from hit
    where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date} and bot = '' and ${SINCE}
    group by minute`,
  params: present,
  row: z.object({ minute: count, hits: count, visitors: count }),
});

/** Whole days are read, so that a visit that began before the half hour keeps its number. */
const totals = defineQuery({
  name: 'usage.live_totals',
  sql: `
    select uniqExact(day, visitor, visit) as visits, uniqExact(visitor) as visitors, countIf(kind = 'page') as pageViews
    from (${visitRows([])}) where ${SINCE}`,
  params: present,
  row: z.object({ visits: count, visitors: count, pageViews: count }),
});

const lastHits = defineQuery({
  name: 'usage.live_hits',
  sql: `
    select at_ms as at, kind_text as kind, toString(visitor) as visitor, visit, ${SHOWN.map(nameOf).join(', ')}
    from (select toUnixTimestamp64Milli(at) as at_ms, toString(kind) as kind_text, visitor, visit, ${SHOWN.map(nameOf).join(', ')}
      from (${visitRows(SHOWN)}))
    order by at_ms desc, visitor, kind_text
    limit {limit:UInt32}`,
  params: span.extend({ limit: z.number() }),
  row: hitRow,
});

/** Now: today and yesterday are looked at. @throws usage.site_not_found */
export async function getLive(ctx: Context, code: number, limit: number): Promise<Live> {
  const site = await requireReportSite(ctx, code);
  const { clickhouse } = ctx.platform;
  const now = ctx.platform.now();
  const to = dayIn(now, site.timeZone);
  const days = { sites: [code], from: addDays(to, -1), to };
  const thisMinute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  const first = thisMinute - (MINUTES - 1) * MINUTE_MS;
  const [minutes, [sums], hits] = await Promise.all([
    clickhouse.query(byMinute, { ...days, since: first }),
    clickhouse.query(totals, { ...days, since: now.getTime() - MINUTES * MINUTE_MS }),
    clickhouse.query(lastHits, { ...days, limit }),
  ]);
  const known = new Map(minutes.map(({ minute, ...rest }) => [minute * 1_000, rest]));
  return {
    at: now.toISOString(),
    ...(sums ?? { visits: 0, visitors: 0, pageViews: 0 }),
    minutes: Array.from({ length: MINUTES }, (_, index) => {
      const at = first + index * MINUTE_MS;
      return { at: new Date(at).toISOString(), ...(known.get(at) ?? { hits: 0, visitors: 0 }) };
    }),
    hits,
  };
}
