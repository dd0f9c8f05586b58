import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';

/** First and last hit of each of these sites since a day; instants in milliseconds. */
export const newestHits = defineQuery({
  name: 'usage.newest_hits',
  sql: `select site, toUnixTimestamp64Milli(min(at)) as first, toUnixTimestamp64Milli(max(at)) as last
    from hit where site in {sites:Array(UInt32)} and day >= {from:Date} group by site`,
  params: z.object({ sites: z.array(z.number()), from: z.string() }),
  row: z.object({ site: z.coerce.number(), first: z.coerce.number(), last: z.coerce.number() }),
});
