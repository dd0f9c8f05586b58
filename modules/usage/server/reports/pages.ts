import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import type { Context } from '#platform/server/context.ts';
import type { PageRow } from '../../contract.ts';
import { count, matches, slice } from './parameters.ts';
import { siteTable, type Table, type TableInput } from './report-site.ts';
import { visitRows } from './visit-rows.ts';

/** Entry and exit are the first and the last page view of a visit. */
const pages = defineQuery({
  name: 'usage.pages',
  sql: `
    select path, argMax(title, at) as title, argMax(host, at) as host, count() as views, uniqExact(day, visitor) as visitors,
      countIf(n = 1) as entries, countIf(left_n = 1) as exits, count() over () as total
    from (
      select day, visitor, at, path, title, host,
        row_number() over (partition by site, day, visitor, visit order by at) as n,
        row_number() over (partition by site, day, visitor, visit order by at desc) as left_n
      from (${visitRows(['path', 'title', 'host'])}) where kind = 'page'
    )
    group by path
    having ${matches("concat(path, ' ', title)")}
    order by views desc, path
    limit {limit:UInt32} offset {offset:UInt32}`,
  params: slice,
  row: z.object({
    path: z.string(),
    title: z.string(),
    host: z.string(),
    views: count,
    visitors: count,
    entries: count,
    exits: count,
    total: count,
  }),
});

/** Pages by views. @throws usage.site_not_found, usage.period_invalid */
export async function listPages(ctx: Context, code: number, input: TableInput): Promise<Table<PageRow>> {
  return await siteTable(ctx, code, input, pages, {});
}
