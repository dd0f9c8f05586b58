import type { ClickHouse } from '#platform/server/clickhouse/clickhouse.ts';
import type { Span } from '../reports/parameters.ts';
import { type OpenDay, openDays } from './kept-visits.clickhouse.ts';
import type { Question, VisitQuery } from './visit-query.clickhouse.ts';

/** Where questions go. `narrowed`: only to some of the hits, so that visits kept of all of them say nothing. */
export type HitStore = Pick<ClickHouse, 'query'> & { narrowed?: true };

/** From so many hits on, visits are found quicker the other way. */
const MANY_HITS = 100_000;

/** Asks a question, whether it is one to hits or one to visits. Visits of days that are not kept are worked out. */
export async function ask<Params extends Span, Row>(
  clickhouse: HitStore,
  question: Question<Params, Row>,
  params: Params,
): Promise<Row[]> {
  if (!('byOpen' in question)) return await clickhouse.query(question, params);
  if (clickhouse.narrowed) {
    return await clickhouse.query(question.byOpen.hits, { ...params, openSites: [], openDays: [] });
  }
  const open = await clickhouse.query(openDays, { sites: params.sites, from: params.from, to: params.to });
  const query = question.byOpen[howMany(open)];
  return await clickhouse.query(query, {
    ...params,
    openSites: open.map(({ site }) => site),
    openDays: open.map(({ day }) => day),
  });
}

function howMany(open: readonly OpenDay[]): keyof VisitQuery<Span, unknown>['byOpen'] {
  if (open.length === 0) return 'none';
  return open.reduce((sum, { hits }) => sum + Number(hits), 0) < MANY_HITS ? 'few' : 'many';
}
