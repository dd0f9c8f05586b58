import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import type { PageRow } from '../../contract.ts';
import { defineVisitQuery } from '../kept-visits/visit-query.clickhouse.ts';
import { count, matches, slice } from './parameters.ts';
import { siteTable, type Table, type TableInput } from './report-site.ts';
import { PERSONS } from './visit-rows.ts';

/** Entry and exit are the first and the last page view of a visit. */
const pages = defineVisitQuery({
  name: 'usage.pages',
  sql: (visits) => `
    select path, title, host, views, visitors, entries, exits, count() over () as total
    from (
      select path, argMax(title, at) as title, argMax(host, at) as host, count() as views, uniqExact(day, visitor) as visitors
      from hit where ${PERSONS} and kind = 'page' group by path
    ) as viewed
    left join (
      select edge.1 as path, sum(edge.2) as entries, sum(edge.3) as exits
      from (select arrayJoin([(entry, 1, 0), (exit, 0, 1)]) as edge from (${visits}) where page_views > 0)
      group by path
    ) as edges using path
    where ${matches("concat(path, ' ', title)")}
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
