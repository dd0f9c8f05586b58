import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import type { Figure, FigureKey, Figures, ReportPeriod, SiteRef } from '../../contract.ts';
import { ask, type HitStore } from '../kept-visits/ask-visits.ts';
import { defineDayQuery } from '../kept-visits/visit-query.clickhouse.ts';
import { count, span } from './parameters.ts';
import { periodBefore, periodOf } from './period.ts';
import { requireReportSite } from './report-site.ts';
import { readSegment, within } from './segment.ts';

const useCounts = defineDayQuery({
  name: 'usage.use_counts',
  sql: (days) => `
    select sum(d.visits) as visits, sum(d.visitors) as visitors, sum(d.page_views) as pageViews, sum(d.actions) as actions,
      sum(d.bounces) as bounces, sum(d.seconds) as seconds, sum(d.bots) as bots
    from (${days}) as d`,
  params: span,
  row: z.object({
    visits: count,
    visitors: count,
    pageViews: count,
    actions: count,
    bounces: count,
    seconds: count,
    bots: count,
  }),
});

/** What the figures of a period are made of. */
export interface Counts {
  visits: number;
  visitors: number;
  pageViews: number;
  actions: number;
  /** Visits with at most one action. */
  bounces: number;
  seconds: number;
  bots: number;
}

const NONE: Counts = { visits: 0, visitors: 0, pageViews: 0, actions: 0, bounces: 0, seconds: 0, bots: 0 };

export async function countUse(clickhouse: HitStore, sites: number[], period: ReportPeriod): Promise<Counts> {
  if (sites.length === 0) return NONE;
  const [use] = await ask(clickhouse, useCounts, { sites, ...period });
  return use ?? NONE;
}

interface Definition {
  unit: Figure['unit'];
  version: number;
  parts(counts: Counts): [numerator: number, denominator: number | null];
}

/** When the way of counting changes, the version grows and the words of the definition change with it. */
const DEFINITIONS: Record<FigureKey, Definition> = {
  visits: { unit: 'count', version: 1, parts: ({ visits: all }) => [all, null] },
  visitors: { unit: 'count', version: 1, parts: ({ visitors }) => [visitors, null] },
  pageViews: { unit: 'count', version: 1, parts: ({ pageViews }) => [pageViews, null] },
  actions: { unit: 'count', version: 1, parts: ({ actions }) => [actions, null] },
  bounceRate: { unit: 'ratio', version: 1, parts: ({ bounces, visits: all }) => [bounces, all] },
  averageVisitSeconds: { unit: 'seconds', version: 1, parts: ({ seconds, visits: all }) => [seconds, all] },
  bots: { unit: 'count', version: 1, parts: ({ bots }) => [bots, null] },
};

/** The figures of a period, beside those of another where it was asked for. */
export function figuresOf(
  now: Counts,
  period: ReportPeriod,
  before: Counts | null,
  beforePeriod: ReportPeriod,
): Figures {
  const figure = (key: FigureKey): Figure => {
    const { unit, version, parts } = DEFINITIONS[key];
    const current = valued(parts(now));
    const previous = before === null ? null : { ...valued(parts(before)), period: beforePeriod };
    return {
      key,
      unit,
      ...current,
      definition: { key: `usage.${key}`, version },
      period,
      previous,
      change: changeOf(current.value, previous?.value ?? null),
    };
  };
  return {
    visits: figure('visits'),
    visitors: figure('visitors'),
    pageViews: figure('pageViews'),
    actions: figure('actions'),
    bounceRate: figure('bounceRate'),
    averageVisitSeconds: figure('averageVisitSeconds'),
    bots: figure('bots'),
  };
}

function valued([numerator, denominator]: [number, number | null]) {
  const value = denominator === null ? numerator : denominator === 0 ? null : numerator / denominator;
  return { value, numerator, denominator };
}

/** (value − previous) / previous; null where that says nothing. */
export function changeOf(value: number | null, previous: number | null): number | null {
  return value === null || previous === null || previous === 0 ? null : (value - previous) / previous;
}

interface FiguresInput {
  segment?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  compare: boolean;
}

/** @throws usage.site_not_found, usage.period_invalid */
export async function getFigures(
  ctx: Context,
  code: number,
  input: FiguresInput,
): Promise<{ site: SiteRef; figures: Figures }> {
  const site = await requireReportSite(ctx, code);
  const period = periodOf(input, ctx.platform.now(), site.timeZone);
  const before = periodBefore(period);
  const store = within(ctx.platform.clickhouse, readSegment(input.segment ?? ''));
  const [now, previous] = await Promise.all([
    countUse(store, [code], period),
    input.compare ? countUse(store, [code], before) : null,
  ]);
  return { site: { code: site.code, name: site.name }, figures: figuresOf(now, period, previous, before) };
}
