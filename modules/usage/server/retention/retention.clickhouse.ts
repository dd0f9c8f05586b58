import { z } from 'zod';
import { defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import { count } from '../reports/parameters.ts';

const before = z.object({ before: z.string() });

/** Days before one are taken out; those of persons and of robots end at different times. */
export const removeOldHits = { sql: 'alter table hit delete where day < {before:Date}', params: before };
export const removeOldRobots = {
  sql: "alter table hit delete where day < {before:Date} and bot != ''",
  params: before,
};
export const removeOldVisits = { sql: 'alter table visit delete where day < {before:Date}', params: before };
export const removeOldDays = { sql: 'alter table visit_day delete where day < {before:Date}', params: before };

/** Hits of persons and robots before the first days that are kept. */
export const oldHits = defineQuery({
  name: 'usage.old_hits',
  sql: `select countIf(day < {hits:Date}) as hits, countIf(day >= {hits:Date} and day < {robots:Date} and bot != '') as robots
    from hit where day < {latest:Date}`,
  params: z.object({ hits: z.string(), robots: z.string(), latest: z.string() }),
  row: z.object({ hits: count, robots: count }),
});
