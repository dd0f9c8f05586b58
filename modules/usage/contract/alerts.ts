import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { cursor, id, instant, limit, Owner, SiteCode, SiteRef, text } from './common.ts';

export const AlertKind = z.enum([
  'drop', // so much less than usual at these hours of the week
  'spike', // so much more than usual
  'silence', // no hit at all for so long
]);
export type AlertKind = z.infer<typeof AlertKind>;

export const AlertMeasure = z.enum(['people', 'hits', 'bots']);
export type AlertMeasure = z.infer<typeof AlertMeasure>;

const fields = {
  name: text(120),
  kind: AlertKind,
  measure: AlertMeasure,
  /** Drop and spike: how far from the usual, in percent: 50 = half of it, or half as much again. */
  percent: z.number().int().min(1).max(10_000),
  /** The last full hours that are compared; silence: how long. */
  hours: z.number().int().min(1).max(48),
  /** Smaller numbers are chance: drop and silence need so much to be usual, a spike so much to have come. */
  least: z.number().int().min(0).max(1_000_000),
  /** Hours of the site's clock within which nobody is told; what still holds afterwards is told then. Equal: none. */
  quietFrom: z.number().int().min(0).max(23),
  quietTo: z.number().int().min(0).max(23),
  enabled: z.boolean(),
};

export const AlertRule = z.object({
  id,
  ...fields,
  /** Only this site; null: the sites of the agency. */
  site: SiteRef.nullable(),
  agency: Owner,
  /** Also sites of agencies below. */
  below: z.boolean(),
  createdBy: z.string(),
  /** How many sites stand out by it now. */
  open: z.number().int(),
  can: z.object({ change: z.boolean() }),
});
export type AlertRule = z.infer<typeof AlertRule>;

export const NewAlertRule = z.object({
  ...fields,
  percent: fields.percent.default(50),
  measure: AlertMeasure.default('people'),
  least: fields.least.default(20),
  quietFrom: fields.quietFrom.default(20),
  quietTo: fields.quietTo.default(6),
  enabled: z.boolean().default(true),
  /** Of this site; or else of an agency. */
  siteCode: z.number().int().min(1).max(4_294_967_295).nullable().default(null),
  agencyId: id.nullable().default(null),
  below: z.boolean().default(true),
});
export type NewAlertRule = z.infer<typeof NewAlertRule>;

/** Only what is given changes; whom it is about never does. */
export const ChangeAlertRule = z.object(fields).partial();
export type ChangeAlertRule = z.infer<typeof ChangeAlertRule>;

export const AlertRow = z.object({
  id,
  rule: z.object({ id, name: z.string(), kind: AlertKind, measure: AlertMeasure }),
  site: SiteRef,
  owner: Owner,
  startedAt: instant,
  endedAt: instant.nullable(),
  /** What came in the hours that were compared; silence: 0. */
  value: z.number(),
  /** What is usual in them; null where the site has no rhythm yet. */
  usual: z.number().nullable(),
  /** When people were told; null: it came and went in quiet hours. */
  toldAt: instant.nullable(),
});
export type AlertRow = z.infer<typeof AlertRow>;

const read = { kind: 'permission', permission: 'usage.site.read' } as const;
const write = { kind: 'permission', permission: 'usage.site.write' } as const;
const scope = { agencyId: id.optional(), below: z.stringbool().default(true), site: SiteCode.optional() };
const params = z.object({ id });

export const alertRoutes = {
  listAlertRules: {
    method: 'GET',
    path: '/api/usage/alert-rules',
    summary: 'Rules of alerts that the caller may see; with `site` also those of agencies that hold for it',
    query: z.object({ ...scope, cursor: cursor.optional(), limit: limit(200, 50) }),
    response: z.object({ rows: z.array(AlertRule), next: cursor.nullable(), can: z.object({ create: z.boolean() }) }),
    access: read,
    errors: ['usage.site_not_found'],
  },
  createAlertRule: {
    method: 'POST',
    path: '/api/usage/alert-rules',
    summary: 'Make a rule for one site, or for the sites of an agency',
    body: NewAlertRule,
    response: AlertRule,
    status: 201,
    access: write,
    errors: ['usage.site_not_found', 'usage.owner_not_found'],
  },
  changeAlertRule: {
    method: 'PATCH',
    path: '/api/usage/alert-rules/:id',
    summary: 'Change a rule; only what is given',
    params,
    body: ChangeAlertRule,
    response: AlertRule,
    access: write,
    errors: ['usage.alert_rule_not_found'],
  },
  removeAlertRule: {
    method: 'DELETE',
    path: '/api/usage/alert-rules/:id',
    summary: 'Take a rule away; what it found stays in the history',
    params,
    response: z.object({ removed: z.boolean() }),
    access: write,
    errors: ['usage.alert_rule_not_found'],
  },
  listAlerts: {
    method: 'GET',
    path: '/api/usage/alerts',
    summary: 'What rules found, newest first',
    query: z.object({
      ...scope,
      state: z.enum(['open', 'ended']).optional(),
      cursor: cursor.optional(),
      limit: limit(500, 50),
    }),
    response: z.object({ rows: z.array(AlertRow), next: cursor.nullable() }),
    access: read,
  },
} as const satisfies Contract;
