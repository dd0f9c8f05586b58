import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import type { Context } from '#platform/server/context.ts';
import type { EventRow } from '../../contract.ts';
import { count, matches, slice } from './parameters.ts';
import { siteTable, type Table, type TableInput } from './report-site.ts';

const events = defineQuery({
  name: 'usage.events',
  sql: `
    select event_category as category, event_action as action, event_name as name, count() as count,
      uniqExact(day, visitor) as visitors, sum(event_value) as value, count() over () as total
    from hit
    where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date} and bot = '' and kind = 'event'
    group by category, action, name
    having ${matches("concat(category, ' ', action, ' ', name)")}
    order by count desc, category, action, name
    limit {limit:UInt32} offset {offset:UInt32}`,
  params: slice,
  row: z.object({
    category: z.string(),
    action: z.string(),
    name: z.string(),
    count,
    visitors: count,
    value: z.number(),
    total: count,
  }),
});

/** Events by category, action and name. @throws usage.site_not_found, usage.period_invalid */
export async function listEvents(ctx: Context, code: number, input: TableInput): Promise<Table<EventRow>> {
  return await siteTable(ctx, code, input, events, {});
}
