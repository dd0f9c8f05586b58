import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import type { Context } from '#platform/server/context.ts';
import type { ServiceRow } from '../../contract.ts';
import { count, matches, slice } from './parameters.ts';
import { siteTable, type Table, type TableInput } from './report-site.ts';

/** States are an open list: what pages send is counted as it is. */
const services = defineQuery({
  name: 'usage.services',
  sql: `
    select service, groupArray((state, hits, people)) as states, sum(hits) as count, any(all_people) as visitors,
      count() over () as total
    from (
      select service, service_state as state, count() as hits, uniqExact(day, visitor) as people
      from hit
      where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date} and bot = '' and kind = 'service'
      group by service, state
      order by service, state
    ) as by_state
    join (
      select service, uniqExact(day, visitor) as all_people
      from hit
      where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date} and bot = '' and kind = 'service'
      group by service
    ) as whole using service
    group by service
    having ${matches('service')}
    order by count desc, service
    limit {limit:UInt32} offset {offset:UInt32}`,
  params: slice,
  row: z
    .object({
      service: z.string(),
      states: z.array(z.tuple([z.string(), count, count])),
      count,
      visitors: count,
      total: count,
    })
    .transform(({ states, ...rest }) => ({
      ...rest,
      states: states.map(([state, hits, visitors]) => ({ state, count: hits, visitors })),
    })),
});

/** Online services by code and state. @throws usage.site_not_found, usage.period_invalid */
export async function listServices(ctx: Context, code: number, input: TableInput): Promise<Table<ServiceRow>> {
  return await siteTable(ctx, code, input, services, {});
}
