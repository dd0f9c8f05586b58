import { z } from 'zod';
import { type ClickHouse, defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import { count, span } from '../parameters.ts';
import { visitRows } from '../visit-rows.ts';

const counters = defineQuery({
  name: 'usage.matomo_counters',
  sql: `
    select uniqExact(site, day, visitor, visit) as visits, countIf(acts) as actions, uniqExact(site, day, visitor) as visitors,
      uniqExactIf((site, day, visitor, visit), kind = 'goal') as visitsConverted
    from (${visitRows([])}) where at >= fromUnixTimestamp64Milli({since:Int64})`,
  params: span.extend({ since: z.number() }),
  row: z.object({ visits: count, actions: count, visitors: count, visitsConverted: count }),
});

/** What came in the last minutes, all sites together. Whole days are read, so that visits keep their begin. */
export async function countersSince(clickhouse: ClickHouse, sites: number[], from: string, to: string, since: number) {
  const [found] = sites.length === 0 ? [] : await clickhouse.query(counters, { sites, from, to, since });
  return found ?? { visits: 0, actions: 0, visitors: 0, visitsConverted: 0 };
}
