import { z } from 'zod';
import { defineQuery, type QueryDefinition } from '#platform/server/clickhouse/clickhouse.ts';
import type { Span } from '../reports/parameters.ts';
import { DAYS_KEPT_AND_OPEN, KEPT_AND_OPEN } from './kept-visits.clickhouse.ts';

type Open = { openSites: number[]; openDays: string[] };

/** A question to visits, or to their sums by day: kept ones of closed days, worked out of the others. One statement each for none, few and many hits of open days. */
export interface VisitQuery<Params extends Span, Row> {
  byOpen: Record<keyof typeof KEPT_AND_OPEN, QueryDefinition<Params & Open, Row>>;
}

export type Question<Params extends Span, Row> = QueryDefinition<Params, Row> | VisitQuery<Params, Row>;

interface Declared<Params, Row> {
  name: string;
  /** Gets what stands for a table of visits (its columns: `KEPT_AND_OPEN`) or of days (`DAYS_KEPT_AND_OPEN`). */
  sql: (from: string) => string;
  params: z.ZodType<Params>;
  row: z.ZodType<Row>;
}

type Declaring = <Params extends Span, Row>(declared: Declared<Params, Row>) => VisitQuery<Params, Row>;

export const defineVisitQuery: Declaring = (declared) => over(KEPT_AND_OPEN, declared);
export const defineDayQuery: Declaring = (declared) => over(DAYS_KEPT_AND_OPEN, declared);

function over<Params extends Span, Row>(
  from: typeof KEPT_AND_OPEN,
  { name, sql, params, row }: Declared<Params, Row>,
): VisitQuery<Params, Row> {
  const withOpen = params.and(z.object({ openSites: z.array(z.number()), openDays: z.array(z.string()) }));
  const query = (open: keyof typeof from) =>
    defineQuery({ name: `${name}_${open}`, sql: sql(from[open]), params: withOpen, row });
  return { byOpen: { none: query('none'), few: query('few'), many: query('many'), hits: query('hits') } };
}
