import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { placeOffset, readCursor, writeCursor } from '#platform/server/paging.ts';
import type { Evaluation, EvaluationRow, Rate } from '../../contract.ts';
import { changeOf } from '../reports/figures.ts';
import type { DefinitionRecord } from './definitions.repo.ts';
import { definitionIn, type Evaluated, type EvaluationInput, evaluate, type SiteEvaluation } from './evaluate.ts';
import { addCounts, partsOf, ranksOf } from './formulas.ts';

interface Asked extends EvaluationInput {
  by: string;
  cursor?: string | undefined;
  limit: number;
}

/** Agencies by rates, those that stand best by the rate asked for first. @throws usage.period_invalid */
export async function getEvaluation(ctx: Context, input: Asked): Promise<Evaluation> {
  requirePermission(ctx, 'usage.report.read');
  return evaluationOf(await evaluate(ctx, input), ctx.locale, input);
}

/** The table of what was evaluated, in a language. */
export function evaluationOf(
  { period, previousPeriod, definitions, sites }: Evaluated,
  locale: 'vi' | 'en',
  input: Pick<Asked, 'by' | 'cursor' | 'limit'>,
): Evaluation {
  const rows = standing(
    [...Map.groupBy(sites, ({ owner }) => owner.id).values()]
      .map((own) => rowOf(definitions, own))
      .filter((row) => row.sites > 0),
    definitions,
    input.by,
  );
  const offset = input.cursor === undefined ? 0 : readCursor(input.cursor, placeOffset).offset;
  const end = offset + input.limit;
  return {
    period,
    previousPeriod,
    definitions: definitions.map((record) => definitionIn(locale, record)),
    whole: figuresOf(definitions, sites),
    rows: rows.slice(offset, end),
    next: end < rows.length ? writeCursor({ offset: end }) : null,
    total: rows.length,
  };
}

/** Who has no rank stands behind all who have. */
const LAST = 1_000_000;

function rowOf(definitions: readonly DefinitionRecord[], own: readonly SiteEvaluation[]): EvaluationRow {
  const { id = '', name = '', shortName = '' } = own[0]?.owner ?? {};
  return { ...figuresOf(definitions, own), rank: null, agency: { id, name, shortName } };
}

function figuresOf(definitions: readonly DefinitionRecord[], own: readonly SiteEvaluation[]) {
  const now = addCounts(own.map((one) => one.now));
  const before = addCounts(own.map((one) => one.before));
  const rates = definitions.map(({ key, formula }): Rate => {
    const parts = partsOf(formula, now);
    const previous = partsOf(formula, before);
    const change = parts.value === null || previous.value === null ? null : parts.value - previous.value;
    return { key, ...parts, previous, change, rank: null };
  });
  const missing = (what: 'never' | 'silent' | 'gaps') => own.filter((one) => one.missing?.what === what).length;
  return {
    sites: now.sites,
    visits: now.visits,
    previousVisits: before.visits,
    change: changeOf(now.visits, before.visits),
    rates,
    missing: { never: missing('never'), silent: missing('silent'), gaps: missing('gaps') },
  };
}

function standing(rows: EvaluationRow[], definitions: readonly DefinitionRecord[], by: string): EvaluationRow[] {
  for (const [index] of definitions.entries()) {
    const ranks = ranksOf(rows.map(({ rates }) => rates[index]?.value ?? null));
    for (const [place, row] of rows.entries()) {
      const rate = row.rates[index];
      if (rate) rate.rank = ranks[place] ?? null;
    }
  }
  for (const row of rows) row.rank = row.rates.find(({ key }) => key === by)?.rank ?? null;
  return rows.toSorted(
    (a, b) =>
      (a.rank ?? LAST) - (b.rank ?? LAST) || b.visits - a.visits || a.agency.name.localeCompare(b.agency.name, 'vi'),
  );
}
