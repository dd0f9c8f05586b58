import { type RawBuilder, sql } from 'kysely';
import type { Day } from './day.ts';

/** SQL twin of `holdsOn`: does the dated row of this table alias hold on the day? */
export function inForce(alias: string, day: Day): RawBuilder<boolean> {
  const from = sql.ref(`${alias}.valid_from`);
  const to = sql.ref(`${alias}.valid_to`);
  return sql<boolean>`((${from} is null or ${from} <= ${day}::date) and (${to} is null or ${to} > ${day}::date))`;
}
