import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Cell } from '#platform/server/sheets/write-sheet.ts';
import type { Evaluation } from '../../contract.ts';
import type { EvaluationInput } from './evaluate.ts';
import { getEvaluation } from './get-evaluation.ts';
import { WORDS } from './words.ts';

/** More agencies than any province has. */
export const ROWS_MOST = 5_000;

/** The evaluation as rows of a sheet: each rate with numerator, denominator, value and change. @throws usage.period_invalid */
export async function evaluationSheet(
  ctx: Context,
  input: EvaluationInput,
): Promise<{ name: string; rows: AsyncGenerator<readonly Cell[]> }> {
  requirePermission(ctx, 'usage.report.read');
  const evaluation = await getEvaluation(ctx, { ...input, by: 'continuous', limit: ROWS_MOST });
  const words = WORDS[ctx.locale];
  return { name: `${words.fileName} ${evaluation.period.key}`, rows: rowsOf(evaluation, words) };
}

async function* rowsOf(
  { definitions, rows, whole }: Evaluation,
  words: (typeof WORDS)['vi'],
): AsyncGenerator<readonly Cell[]> {
  yield [
    words.rank,
    words.agency,
    words.sites,
    words.visits,
    words.previousVisits,
    ...definitions.flatMap(({ name, numeratorName, denominatorName }) => [
      `${name}: ${numeratorName}`,
      `${name}: ${denominatorName}`,
      `${name} (%)`,
      `${name}: ${words.change}`,
    ]),
    words.never,
    words.silent,
    words.gaps,
  ];
  const cells = ({ sites, visits, previousVisits, rates, missing }: Evaluation['whole']): Cell[] => [
    sites,
    visits,
    previousVisits,
    ...rates.flatMap(({ numerator, denominator, value, change }) => [
      numerator,
      denominator,
      inPercent(value),
      inPercent(change),
    ]),
    missing.never,
    missing.silent,
    missing.gaps,
  ];
  for (const row of rows) yield [row.rank, row.agency.name, ...cells(row)];
  yield [null, words.total, ...cells(whole)];
}

/** Percent with two places, as the field shows rates. */
function inPercent(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 100;
}
