import type { ReportRow } from '../../matomo-api/rows.ts';
import type { Question } from './question.ts';

/** What a caller asks of a method beside the question: only so much is looked up. */
export interface Wanted {
  /** The period is a day: visitors of several days are a sum of days and are named so. */
  oneDay: boolean;
  /** Rows below the rows are wanted. */
  deep: boolean;
  secondaryDimension: string;
}

export type Figures = Record<string, number | string>;

/** One figure or one set of figures for each site and period. */
export interface RecordMethod {
  kind: 'record';
  ask(question: Question, wanted: Wanted): Promise<Map<string, Figures>>;
  /** Where nothing was found. */
  none: Figures;
}

/** A table for each site and period. */
export interface TableMethod {
  kind: 'table';
  ask(question: Question, wanted: Wanted): Promise<Map<string, ReportRow[]>>;
  /** The column by which rows come, largest first, where the caller names none. */
  order: string;
  /** What joins the labels of two levels when flat. */
  separator?: string;
}

export type Method = RecordMethod | TableMethod;

/** The name under which visitors are told: of one day, or a sum of days. */
export const visitorsName = (oneDay: boolean): string => (oneDay ? 'nb_uniq_visitors' : 'sum_daily_nb_uniq_visitors');

/** Works on all rows of a table, on both levels. */
export function eachRow(
  tables: Map<string, ReportRow[]>,
  change: (row: ReportRow, below: boolean) => ReportRow,
): Map<string, ReportRow[]> {
  return new Map(
    [...tables].map(([key, rows]) => [
      key,
      rows.map((row) => ({
        ...change(row, false),
        ...(row.below && { below: row.below.map((one) => change(one, true)) }),
      })),
    ]),
  );
}
