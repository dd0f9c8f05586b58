import { z } from 'zod';
import type { ReportRow } from '../../matomo-api/rows.ts';
import { count } from '../parameters.ts';
import { ask, PERIOD, place, type Question } from './question.ts';

/** How a table is asked for. All expressions are SQL over the rows of `source`. */
export interface TablePlan {
  name: string;
  source: string;
  where?: string;
  label: string;
  /** The dimension below, and whether it is wanted. */
  sub?: string | undefined;
  figures: Record<string, string>;
  texts?: Record<string, string>;
  /** A row below that says nothing where it is the only one. */
  nothingBelow?: string;
  /** Rows are cut by this figure. */
  order: string;
  having?: string;
}

/** Rows of one table at most, the first by `order`; the tail of a very long table is not read. */
const ROWS_MOST = 50_000;

/** One question for all sites, periods and, where wanted, both levels. */
export async function askTable(question: Question, plan: TablePlan): Promise<Map<string, ReportRow[]>> {
  const { name, source, where, label, sub, figures, texts = {}, order, having } = plan;
  const selected = Object.entries({ ...figures, ...texts })
    .map(([column, expression]) => `, ${expression} as ${column}`)
    .join('');
  const levels =
    sub === undefined ? 'site, period, label' : 'grouping sets ((site, period, label), (site, period, label, sub))';
  const sql = `
    select site, period, label, ${sub === undefined ? "'' as sub, 1 as whole" : 'sub, grouping(sub) as whole'}${selected}
    from (select *, ${PERIOD} as period, toString(${label}) as label${sub === undefined ? '' : `, toString(${sub}) as sub`}
      from (${source})${where === undefined ? '' : ` where ${where}`})
    group by ${levels}${having === undefined ? '' : ` having ${having}`}
    order by site, period, ${order} desc, label, sub
    limit ${ROWS_MOST} by site, period`;
  const row = z.object({
    ...place,
    label: z.string(),
    sub: z.string(),
    whole: count,
    ...Object.fromEntries(Object.keys(figures).map((column) => [column, count])),
    ...Object.fromEntries(Object.keys(texts).map((column) => [column, z.string()])),
  });
  const found = await ask(question, name, sql, row);
  return new Map([...found].map(([key, rows]) => [key, tableOf(rows, sub !== undefined, plan.nothingBelow)]));
}

type Found = { label: string; sub: string; whole: number; site: number; period: number } & Record<
  string,
  number | string
>;

function tableOf(rows: Found[], deep: boolean, single: string | undefined): ReportRow[] {
  const below = Map.groupBy(
    rows.filter(({ whole }) => whole === 0),
    ({ label }) => label,
  );
  return rows
    .filter(({ whole }) => whole === 1)
    .map((row) => ({
      label: row.label,
      figures: figuresIn(row),
      ...(deep && belowOf(below.get(row.label) ?? [], single)),
    }));
}

/** A row has rows below it unless the only one says nothing. */
function belowOf(rows: readonly Found[], nothing: string | undefined): Pick<ReportRow, 'below'> {
  if (rows.length === 0 || (rows.length === 1 && rows[0]?.sub === nothing)) return {};
  return { below: rows.map((one) => ({ label: one.sub, figures: figuresIn(one) })) };
}

const PLACE = new Set(['site', 'period', 'label', 'sub', 'whole']);

function figuresIn(row: Found): ReportRow['figures'] {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !PLACE.has(column)));
}
