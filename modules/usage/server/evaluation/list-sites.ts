import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { placeOffset, readCursor, writeCursor } from '#platform/server/paging.ts';
import type { EvaluatedSite, EvaluationPeriod } from '../../contract.ts';
import type { DefinitionRecord } from './definitions.repo.ts';
import { type EvaluationInput, evaluate, type SiteEvaluation } from './evaluate.ts';
import { partsOf } from './formulas.ts';

interface Asked extends EvaluationInput {
  missing: boolean;
  cursor?: string | undefined;
  limit: number;
}

interface Page {
  period: EvaluationPeriod;
  rows: EvaluatedSite[];
  next: string | null;
  total: number;
}

/** The sites behind the rates, those of which something is missing first. @throws usage.period_invalid */
export async function listEvaluatedSites(ctx: Context, input: Asked): Promise<Page> {
  requirePermission(ctx, 'usage.report.read');
  const { period, definitions, sites } = await evaluate(ctx, input);
  const shown = sites
    .filter(({ now, missing }) => now.sites > 0 && (!input.missing || missing !== null))
    .toSorted((a, b) => weight(b) - weight(a) || a.site.name.localeCompare(b.site.name, 'vi'));
  const offset = input.cursor === undefined ? 0 : readCursor(input.cursor, placeOffset).offset;
  const end = offset + input.limit;
  return {
    period,
    rows: shown.slice(offset, end).map((one) => evaluatedSite(definitions, one)),
    next: end < shown.length ? writeCursor({ offset: end }) : null,
    total: shown.length,
  };
}

/** A site that never sent misses the most. */
function weight({ missing }: SiteEvaluation): number {
  return missing === null ? 0 : (missing.days ?? 1_000);
}

export function evaluatedSite(
  definitions: readonly DefinitionRecord[],
  { site, owner, now, missing }: SiteEvaluation,
): EvaluatedSite {
  return {
    site: { code: site.code, name: site.name },
    owner,
    state: site.state,
    visits: now.visits,
    rates: definitions.map(({ key, formula }) => ({ key, ...partsOf(formula, now) })),
    missing,
    lastHitAt: site.lastHitAt?.toISOString() ?? null,
  };
}
