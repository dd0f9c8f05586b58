import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { EvaluationPeriod, MissingSite, Owner, RateDefinition } from '../../contract.ts';
import { addDays, countDays, dayIn } from '../days.ts';
import { type GapInPeriod, gapsIn } from '../gaps/gaps-in.ts';
import { BOARD_ZONE, boardSites } from '../reports/board-filter.ts';
import { ownerIn, ownersOf } from '../sites/owners.ts';
import type { SiteRecord } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import { type DefinitionRecord, definitionsOn } from './definitions.repo.ts';
import { NO_COUNTS, type SiteCounts } from './formulas.ts';
import { evaluationPeriod, lastEndedMonth, periodKeyBefore } from './periods.ts';
import { countBySite, NO_USE, type UseCounts } from './site-counts.clickhouse.ts';

export interface EvaluationInput {
  period?: string | undefined;
  agencyId?: string | undefined;
  below: boolean;
}

export interface SiteEvaluation {
  site: SiteRecord;
  owner: Owner;
  now: SiteCounts;
  before: SiteCounts;
  missing: Pick<MissingSite, 'what' | 'days' | 'interruptions'> | null;
}

export interface Evaluated {
  period: EvaluationPeriod;
  previousPeriod: EvaluationPeriod;
  definitions: DefinitionRecord[];
  sites: SiteEvaluation[];
}

/**
 * What each site of the caller's reach did in a period and in the one before. The sites are those of today's registry that
 * are not closed, in both periods and with the owners of today, so that the two can be compared.
 * @throws usage.period_invalid
 */
export async function evaluate(ctx: Context, input: EvaluationInput): Promise<Evaluated> {
  const { clickhouse, now, reports } = ctx.platform;
  const fitting = (await boardSites(ctx, input)).filter(({ state }) => state !== 'closed');
  const today = dayIn(now(), BOARD_ZONE);
  const key = input.period ?? lastEndedMonth(today);
  const period = evaluationPeriod(key, today);
  const previousPeriod = evaluationPeriod(periodKeyBefore(key), today);
  const codes = fitting.map(({ code }) => code);
  const [definitions, owners, gaps, use, useBefore] = await Promise.all([
    definitionsOn(reports as Kysely<UsageTables>, period.to),
    ownersOf(
      ctx.platform,
      fitting.map(({ ownerId }) => ownerId),
    ),
    gapsIn(ctx.platform, codes, period),
    countBySite(clickhouse, codes, period),
    countBySite(clickhouse, codes, previousPeriod),
  ]);
  const yesterday = addDays(today, -1);
  const gapsBySite = Map.groupBy(gaps, ({ site }) => site);
  const sites = fitting.map((site): SiteEvaluation => {
    const counts = countsOf(site, period, yesterday, use.get(site.code));
    return {
      site,
      owner: ownerIn(owners, site.ownerId),
      now: counts,
      before: countsOf(site, previousPeriod, yesterday, useBefore.get(site.code)),
      missing: missingOf(site, period, counts, gapsBySite.get(site.code) ?? []),
    };
  });
  return { period, previousPeriod, definitions, sites };
}

function countsOf(
  site: SiteRecord,
  { from, to }: EvaluationPeriod,
  yesterday: string,
  use: UseCounts = NO_USE,
): SiteCounts {
  const first = firstDay(site);
  const last = to < yesterday ? to : yesterday;
  const start = first === null ? null : first > from ? first : from;
  const days = start === null || start > last ? 0 : countDays(start, last);
  const due = site.dutyDate !== null && site.dutyDate <= to;
  return {
    ...NO_COUNTS,
    ...use,
    sites: 1,
    connected: first !== null && first <= to ? 1 : 0,
    due: due ? 1 : 0,
    dueKept: due && first !== null && first <= (site.dutyDate ?? '') ? 1 : 0,
    days,
    // Hits of today are in the counts, the day itself is not due yet.
    daysSent: Math.min(days, use.daysSent),
  };
}

function missingOf(
  site: SiteRecord,
  { to }: EvaluationPeriod,
  counts: SiteCounts,
  gaps: readonly GapInPeriod[],
): SiteEvaluation['missing'] {
  const interruptions = {
    count: gaps.length,
    seconds: gaps.reduce((sum, { seconds }) => sum + seconds, 0),
    missedHits: gaps.some(({ missedHits }) => missedHits !== null)
      ? gaps.reduce((sum, { missedHits }) => sum + (missedHits ?? 0), 0)
      : null,
  };
  const first = firstDay(site);
  if (first === null || first > to) return { what: 'never', days: null, interruptions };
  const days = counts.days - counts.daysSent;
  if (days <= 0 && gaps.length === 0) return null;
  return { what: days > 0 && counts.daysSent === 0 ? 'silent' : 'gaps', days, interruptions };
}

const firstDay = ({ firstHitAt, timeZone }: SiteRecord) => (firstHitAt === null ? null : dayIn(firstHitAt, timeZone));

/** A definition in the language of the caller. */
export function definitionIn(locale: 'vi' | 'en', record: DefinitionRecord): RateDefinition {
  const { key, version, texts, source, validFrom, validTo } = record;
  const { name, text, numerator, denominator } = texts[locale];
  return {
    key,
    version,
    name,
    text,
    numeratorName: numerator,
    denominatorName: denominator,
    source,
    validFrom,
    validTo,
  };
}
