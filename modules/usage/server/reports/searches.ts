import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import type { Context } from '#platform/server/context.ts';
import type { SearchRow } from '../../contract.ts';
import { count, matches, slice } from './parameters.ts';
import { siteTable, type Table, type TableInput } from './report-site.ts';

/** `search_count` is -1 where the site does not tell the number of results. */
const searches = defineQuery({
  name: 'usage.searches',
  sql: `
    select search_keyword as name, search_category as category, count() as count, uniqExact(day, visitor) as visitors,
      if(countIf(search_count >= 0) = 0, null, countIf(search_count = 0)) as withoutResult, count() over () as total
    from hit
    where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date} and bot = '' and kind = 'search'
    group by name, category
    having ${matches('name')} and ({onlyEmpty:UInt8} = 0 or withoutResult > 0)
    order by count desc, name, category
    limit {limit:UInt32} offset {offset:UInt32}`,
  params: slice.extend({ onlyEmpty: z.number() }),
  row: z.object({
    name: z.string(),
    category: z.string(),
    count,
    visitors: count,
    withoutResult: z.union([z.null(), count]),
    total: count,
  }),
});

interface SearchesInput extends TableInput {
  withoutResult: boolean;
}

/** Words searched for on the site. @throws usage.site_not_found, usage.period_invalid */
export async function listSearches(ctx: Context, code: number, input: SearchesInput): Promise<Table<SearchRow>> {
  return await siteTable(ctx, code, input, searches, { onlyEmpty: input.withoutResult ? 1 : 0 });
}
