import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import { count, span } from '../reports/parameters.ts';
import { visitRows } from '../reports/visit-rows.ts';
import { goalParameters, MET } from './met.ts';

/** Visits that met each goal, by day; a visit meets a goal once. */
export const conversions = defineQuery({
  name: 'usage.goal_conversions',
  sql: `
    select met as number, toString(day) as at, count() as conversions
    from (
      select day, arrayJoin(arrayDistinct(arrayFlatten(groupArray(goals)))) as met
      from (${visitRows([`${MET} as goals`])})
      group by site, day, visitor, visit
    )
    group by number, at`,
  params: span.extend(goalParameters),
  row: z.object({ number: count, at: z.string(), conversions: count }),
});
