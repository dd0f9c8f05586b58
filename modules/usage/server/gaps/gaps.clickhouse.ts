import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import { count } from '../reports/parameters.ts';

/** Hours in which something came; `hour` is told by its first instant, in seconds since 1970. Robots and people apart. */
export const hourCounts = defineQuery({
  name: 'usage.hour_counts',
  sql: `
    select site, toUnixTimestamp(toStartOfHour(at)) as hour, uniqExactIf(visitor, bot = '' and kind != 'ping') as people,
      countIf(bot = '' and kind != 'ping') as hits, countIf(bot != '') as bots
    from hit
    where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date}
    group by site, hour`,
  params: z.object({ sites: z.array(z.number()), from: z.string(), to: z.string() }),
  row: z.object({ site: count, hour: count, people: count, hits: count, bots: count }),
});

/** Times between two hits of a site that follow each other, of at least `seconds`; instants in milliseconds. */
export const silences = defineQuery({
  name: 'usage.silences',
  sql: `
    select site, toUnixTimestamp64Milli(before) as from, toUnixTimestamp64Milli(at) as to
    from (
      select site, at, lagInFrame(at) over (partition by site order by at rows between 1 preceding and current row) as before
      from hit
      where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date}
    )
    where toUnixTimestamp64Milli(before) > 0 and dateDiff('second', before, at) >= {seconds:UInt32}
    order by site, from`,
  params: z.object({ sites: z.array(z.number()), from: z.string(), to: z.string(), seconds: z.number() }),
  row: z.object({ site: count, from: count, to: count }),
});

/** The first hit of a site after an instant; no row where none came. */
export const firstHitAfter = defineQuery({
  name: 'usage.first_hit_after',
  sql: `
    select toUnixTimestamp64Milli(min(at)) as first from hit
    where site = {site:UInt32} and day >= {from:Date} and at > fromUnixTimestamp64Milli({after:Int64})
    having count() > 0`,
  params: z.object({ site: z.number(), from: z.string(), after: z.number() }),
  row: z.object({ first: count }),
});

/** Of these stretches, the places (from 1) of those within which hits lie. */
export const stretchesWithHits = defineQuery({
  name: 'usage.stretches_with_hits',
  sql: `
    select distinct place
    from (
      select site, at from hit where site in {sites:Array(UInt32)} and day between {from:Date} and {to:Date}
    ) as h
    join (
      select tupleElement(one, 1) as site, tupleElement(one, 2) as began, tupleElement(one, 3) as ended, tupleElement(one, 4) as place
      from (select arrayJoin(arrayZip({sites:Array(UInt32)}, {begins:Array(Int64)}, {ends:Array(Int64)},
        range(toUInt64(1), length({sites:Array(UInt32)}) + 1))) as one)
    ) as g on h.site = g.site
    where toUnixTimestamp64Milli(h.at) > g.began and toUnixTimestamp64Milli(h.at) < g.ended`,
  params: z.object({
    /** One a stretch; a site may stand there several times. */
    sites: z.array(z.number()),
    begins: z.array(z.number()),
    ends: z.array(z.number()),
    from: z.string(),
    to: z.string(),
  }),
  row: z.object({ place: count }),
});
