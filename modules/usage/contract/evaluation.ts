import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { cursor, id, limit, Owner, SiteRef, SiteState } from './common.ts';
import { ReportPeriod } from './reports.ts';

/** A year (`2026`), a quarter (`2026-Q3`) or a month (`2026-09`). */
export const EvaluationPeriodKey = z
  .string()
  .regex(
    /^(?:20\d\d|20\d\d-Q[1-4]|20\d\d-(?:0[1-9]|1[0-2]))$/,
    'Write a year (2026), a quarter (2026-Q3) or a month (2026-09).',
  );

export const EvaluationPeriod = ReportPeriod.extend({
  key: EvaluationPeriodKey,
  /** False while the period runs: its figures go up to yesterday and still change. */
  ended: z.boolean(),
});
export type EvaluationPeriod = z.infer<typeof EvaluationPeriod>;

/** What a rate means, as it stood in force on the last day of the period. */
export const RateDefinition = z.object({
  key: z.string(),
  version: z.number().int(),
  name: z.string(),
  /** How it is counted, in words. */
  text: z.string(),
  numeratorName: z.string(),
  denominatorName: z.string(),
  /** The text that asks for it; or that it is this node's own. */
  source: z.string(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
});
export type RateDefinition = z.infer<typeof RateDefinition>;

/** `value` is numerator / denominator; null when the denominator is 0. */
export const RateParts = z.object({
  numerator: z.number().int(),
  denominator: z.number().int(),
  value: z.number().nullable(),
});

export const Rate = RateParts.extend({
  key: z.string(),
  previous: RateParts,
  /** value − previous value, as a share: 0.05 is five points more. Null where one of them is. */
  change: z.number().nullable(),
  /** Place among the rows, the highest first; equals share it. Null without a value, and in the total. */
  rank: z.number().int().nullable(),
});
export type Rate = z.infer<typeof Rate>;

/** A site of which something is missing in the period. */
export const MissingSite = z.object({
  site: SiteRef,
  owner: Owner,
  /** `never`: no hit ever; `silent`: none in the period; `gaps`: days without a hit, or interruptions. */
  what: z.enum(['never', 'silent', 'gaps']),
  /** Days without a hit, of those that count; for `never` null. */
  days: z.number().int().nullable(),
  /** Interruptions found by the site's own rhythm in the period; an estimate of the hits missed, null without a rhythm. */
  interruptions: z.object({
    count: z.number().int(),
    seconds: z.number().int(),
    missedHits: z.number().int().nullable(),
  }),
  lastHitAt: z.iso.datetime().nullable(),
});
export type MissingSite = z.infer<typeof MissingSite>;

const EvaluationFigures = z.object({
  sites: z.number().int(),
  visits: z.number().int(),
  previousVisits: z.number().int(),
  /** (visits − previous) / previous; null when the previous is 0. */
  change: z.number().nullable(),
  rates: z.array(Rate),
  missing: z.object({ never: z.number().int(), silent: z.number().int(), gaps: z.number().int() }),
});

export const EvaluationRow = EvaluationFigures.extend({
  /** By the rate asked for with `by`. */
  rank: z.number().int().nullable(),
  agency: Owner,
});
export type EvaluationRow = z.infer<typeof EvaluationRow>;

export const Evaluation = z.object({
  period: EvaluationPeriod,
  previousPeriod: EvaluationPeriod,
  definitions: z.array(RateDefinition),
  whole: EvaluationFigures,
  rows: z.array(EvaluationRow),
  next: cursor.nullable(),
  /** Agencies in all. */
  total: z.number().int(),
});
export type Evaluation = z.infer<typeof Evaluation>;

/** One site behind the rates of an agency. */
export const EvaluatedSite = z.object({
  site: SiteRef,
  owner: Owner,
  state: SiteState,
  visits: z.number().int(),
  rates: z.array(RateParts.extend({ key: z.string() })),
  missing: MissingSite.pick({ what: true, days: true, interruptions: true }).nullable(),
  lastHitAt: z.iso.datetime().nullable(),
});
export type EvaluatedSite = z.infer<typeof EvaluatedSite>;

const access = { kind: 'permission', permission: 'usage.report.read' } as const;
const asked = {
  /** Without it: the last month that has ended. */
  period: EvaluationPeriodKey.optional(),
  agencyId: id.optional(),
  below: z.stringbool().default(true),
};
const errors = ['usage.period_invalid'] as const;

export const evaluationRoutes = {
  getEvaluation: {
    method: 'GET',
    path: '/api/usage/evaluation',
    summary: 'Agencies by rates over a month, quarter or year, each rate with both its parts',
    query: z.object({
      ...asked,
      /** The rate that decides about the order. */
      by: z.string().max(40).default('continuous'),
      cursor: cursor.optional(),
      limit: limit(500, 200),
    }),
    response: Evaluation,
    access,
    errors,
  },
  listEvaluatedSites: {
    method: 'GET',
    path: '/api/usage/evaluation/sites',
    summary: 'The sites behind the rates, with what is missing',
    query: z.object({
      ...asked,
      missing: z.stringbool().default(false),
      cursor: cursor.optional(),
      limit: limit(500, 100),
    }),
    response: z.object({
      period: EvaluationPeriod,
      rows: z.array(EvaluatedSite),
      next: cursor.nullable(),
      total: z.number().int(),
    }),
    access,
    errors,
  },
  getEvaluationSheet: {
    method: 'GET',
    path: '/api/usage/evaluation/sheet',
    summary: 'The evaluation as CSV or XLSX: every rate with numerator, denominator, value and change',
    query: z.object({ ...asked, format: z.enum(['csv', 'xlsx']).default('xlsx') }),
    response: z.any(),
    access,
    errors,
    rateLimit: 30,
  },
  getEvaluationPaper: {
    method: 'GET',
    path: '/api/usage/evaluation/paper',
    summary: 'The evaluation as a report to be printed (PDF/A)',
    query: z.object(asked),
    response: z.any(),
    access,
    errors,
    rateLimit: 30,
  },
} as const satisfies Contract;
