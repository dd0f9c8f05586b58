import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { day, id, SiteCode, text } from './common.ts';
import { ReportPeriod } from './reports.ts';

export const GoalKind = z.enum([
  'page', // a page was seen; the pattern is of its address
  'event', // an event happened; the pattern is of `category / action / name`
  'service', // a procedure was filed; the pattern is of its code, empty: any
  'manual', // only by `trackGoal` with the goal's number
]);
export type GoalKind = z.infer<typeof GoalKind>;

export const GoalMatch = z.enum(['contains', 'exact', 'begins']);
export type GoalMatch = z.infer<typeof GoalMatch>;

const fields = {
  name: text(50),
  kind: GoalKind,
  match: GoalMatch.default('contains'),
  /** Compared without case. An address that begins with `/` is compared with the path, any other with host and path. */
  pattern: z.string().trim().normalize('NFC').max(255).default(''),
};

export const NewGoal = z.object({
  ...fields,
  /** As pages send it (`idgoal`); the next free one where absent. */
  number: z.number().int().min(1).max(4_294_967_295).optional(),
  /** From which day on it counts; today where absent. May lie in the past: hits are looked at anew. */
  from: day.optional(),
});
export type NewGoal = z.infer<typeof NewGoal>;

export const ChangeGoal = z.object({ ...fields, from: day.optional() });
export type ChangeGoal = z.infer<typeof ChangeGoal>;

export const Goal = z.object({
  id,
  number: z.number().int(),
  name: z.string(),
  kind: GoalKind,
  match: GoalMatch,
  pattern: z.string(),
  version: z.number().int(),
  /** Days on which this version holds; `to` null: until further notice. */
  from: day,
  to: day.nullable(),
});
export type Goal = z.infer<typeof Goal>;

export const GoalRow = Goal.extend({
  /** All versions, the newest first; the figures are of each version on its own days. */
  versions: z.array(Goal),
  /** Visits that met it; each counts once. */
  conversions: z.number().int(),
  /** conversions / visits of the period; null without visits. */
  rate: z.number().nullable(),
  visits: z.number().int(),
  /** The same over the period before. */
  previous: z.number().int(),
  /** (conversions − previous) / previous; null where that says nothing. */
  change: z.number().nullable(),
  /** Conversions of each day of the period. */
  days: z.array(z.number().int()),
});
export type GoalRow = z.infer<typeof GoalRow>;

const params = z.object({ code: SiteCode });
const one = z.object({ code: SiteCode, id });
const read = { kind: 'permission', permission: 'usage.report.read' } as const;
const write = { kind: 'permission', permission: 'usage.site.write' } as const;

export const goalRoutes = {
  listGoals: {
    method: 'GET',
    path: '/api/usage/sites/:code/goals',
    summary: 'Goals of a site and how often visits met them; at most 100',
    params,
    query: z.object({ from: day.optional(), to: day.optional() }),
    response: z.object({ period: ReportPeriod, rows: z.array(GoalRow), can: z.object({ add: z.boolean() }) }),
    access: read,
    errors: ['usage.site_not_found', 'usage.period_invalid'],
  },
  createGoal: {
    method: 'POST',
    path: '/api/usage/sites/:code/goals',
    summary: 'Define a goal',
    params,
    body: NewGoal,
    response: Goal,
    status: 201,
    access: write,
    errors: ['usage.site_not_found', 'usage.site_closed', 'usage.goal_taken', 'usage.goal_invalid'],
  },
  changeGoal: {
    method: 'PUT',
    path: '/api/usage/sites/:code/goals/:id',
    summary: 'A new version of a goal from a day on; the one before ends the day before',
    params: one,
    body: ChangeGoal,
    response: Goal,
    access: write,
    errors: ['usage.site_not_found', 'usage.site_closed', 'usage.goal_not_found', 'usage.goal_invalid'],
  },
  endGoal: {
    method: 'POST',
    path: '/api/usage/sites/:code/goals/:id/end',
    summary: 'The goal is counted up to today and no more; its figures stay',
    params: one,
    response: Goal,
    access: write,
    errors: ['usage.site_not_found', 'usage.site_closed', 'usage.goal_not_found'],
  },
} as const satisfies Contract;
