import { z } from 'zod';
import { count } from '../parameters.ts';
import type { Figures } from './method.ts';
import { ask, PERIOD, place, type Question } from './question.ts';

/** One row of figures for each site and period. `figures`: SQL over the rows of `source`, by the name they are told under. */
export async function askFigures(
  question: Question,
  name: string,
  source: string,
  figures: Record<string, string>,
): Promise<Map<string, Figures>> {
  const selected = Object.entries(figures)
    .map(([column, expression]) => `, ${expression} as ${column}`)
    .join('');
  const sql = `
    select site, period${selected}
    from (select *, ${PERIOD} as period from (${source}))
    group by site, period`;
  const columns = Object.fromEntries(Object.keys(figures).map((column) => [column, count]));
  const found = await ask(question, name, sql, z.object({ ...place, ...columns }));
  return new Map(
    [...found].map(([key, [row]]) => {
      const { site: _, period: __, ...rest } = row as Record<string, number>;
      return [key, rest as Figures];
    }),
  );
}

export const zeros = (names: readonly string[]): Figures => Object.fromEntries(names.map((name) => [name, 0]));
