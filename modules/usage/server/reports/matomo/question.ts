import { z } from 'zod';
import { type ClickHouse, defineQuery } from '#platform/server/clickhouse/clickhouse.ts';
import { type GoalRule, goalParameters, goalValues, MET } from '../../goals/met.ts';
import { count, span } from '../parameters.ts';
import { type Segment, segmentRows } from '../segment.ts';
import { nameOf, visitRows } from '../visit-rows.ts';

/** What every method is asked: whose hits, of which days, cut into which periods. */
export interface Question {
  clickhouse: ClickHouse;
  sites: number[];
  from: string;
  to: string;
  /** First days of the periods, in order; each ends where the next begins, the last with `to`. */
  periods: string[];
  /** Zone in which the hours of the day are told. */
  zone: string;
  /** Definitions that hits of these sites may meet. */
  goals: readonly GoalRule[];
  /** Only this goal; 0: all. */
  goal: number;
  segment: Segment | null;
}

/** A site and the number of its period, from 1: under this key each method answers. */
export const keyOf = (site: number, period: number): string => `${site}:${period}`;

const params = span.extend({
  periods: z.array(z.string()),
  zone: z.string(),
  goal: z.number(),
  ...goalParameters,
  segment: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** SQL: the number of the period in which a hit's day lies. */
export const PERIOD = 'arrayLastIndex(first -> first <= day, {periods:Array(Date)})';

/** SQL of hits with their visit (see `visitRows`), of the visits that the segment keeps. */
export function hitsOf(columns: readonly string[], segment: Segment | null): string {
  if (segment === null) return visitRows(columns);
  const wanted = ['site', 'day', 'visitor', 'at', 'kind', 'acts', 'visit', ...columns.map(nameOf)];
  return `select ${wanted.join(', ')} from (${segmentRows(segment, columns)}) where kept`;
}

/**
 * SQL of visits, one row each: site, day, visitor, visit, `began`, `actions`, `seconds`, `converted`, and those asked for.
 * The same rules as `visits` of the reports.
 */
export function visitsOf(more: Record<string, string>, columns: readonly string[], segment: Segment | null): string {
  const extra = Object.entries(more)
    .map(([name, expression]) => `, ${expression} as ${name}`)
    .join('');
  return `
    select site, day, visitor, visit, min(h.at) as began, toUInt32(countIf(h.acts)) as actions,
      if(count() > 1, toUnixTimestamp(max(h.at)) - toUnixTimestamp(min(h.at)) + 1, 0) as seconds,
      countIf(notEmpty(h.met_goals)) > 0 as converted${extra}
    from (${hitsOf([`${MET} as met_goals`, ...columns], segment)}) as h
    group by site, day, visitor, visit`;
}

/** SQL: what a visit says of its source is what its first hit says that is not direct. */
export const fromSource = (column: string): string =>
  `argMinIf(h.${column}, h.at, h.referrer_kind != 'direct' and h.kind != 'ping')`;

/** Rows by site and period, as they were found. */
export async function ask<Row extends { site: number; period: number }>(
  { clickhouse, segment, sites, from, to, periods, zone, goal, goals }: Question,
  name: string,
  sql: string,
  row: z.ZodType<Row>,
): Promise<Map<string, Row[]>> {
  if (sites.length === 0) return new Map();
  // The values of a segment are parameters of their own, by the names that its SQL gives them.
  const query = defineQuery({
    name: `usage.matomo_${name}`,
    sql,
    params: params.transform(({ segment: values, ...rest }) => ({ ...rest, ...values })) as never,
    row,
  });
  const asked = { sites, from, to, periods, zone, goal, ...goalValues(goals), segment: segment?.values ?? {} };
  const rows = await clickhouse.query(query, asked as never);
  return Map.groupBy(rows, (one) => keyOf(one.site, one.period));
}

export const place = { site: count, period: count };
