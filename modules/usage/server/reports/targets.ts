import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import type { Context } from '#platform/server/context.ts';
import type { CountRow } from '../../contract.ts';
import { count, matches, slice } from './parameters.ts';
import { siteTable, type Table, type TableInput } from './report-site.ts';

const targets = defineQuery({
  name: 'usage.targets',
  sql: `
    select target as name, count() as count, uniqExact(day, visitor) as visitors, count() over () as total
    from hit
    where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date} and bot = '' and kind = {kind:String}
    group by name
    having ${matches('name')}
    order by count desc, name
    limit {limit:UInt32} offset {offset:UInt32}`,
  params: slice.extend({ kind: z.enum(['download', 'outlink']) }),
  row: z.object({ name: z.string(), count, visitors: count, total: count }),
});

/** Files that were downloaded, by address. @throws usage.site_not_found, usage.period_invalid */
export async function listDownloads(ctx: Context, code: number, input: TableInput): Promise<Table<CountRow>> {
  return await siteTable(ctx, code, input, targets, { kind: 'download' as 'download' | 'outlink' });
}

/** Links to other sites, by address. @throws usage.site_not_found, usage.period_invalid */
export async function listOutlinks(ctx: Context, code: number, input: TableInput): Promise<Table<CountRow>> {
  return await siteTable(ctx, code, input, targets, { kind: 'outlink' as 'download' | 'outlink' });
}
