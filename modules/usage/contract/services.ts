import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { cursor, day, id, limit, Owner, q, SiteCode, text } from './common.ts';
import { ReportPeriod } from './reports.ts';

/** Code of a procedure as the field writes it: `1.002755`. */
export const ServiceCode = z
  .string()
  .trim()
  .regex(/^[\w.\-/]{1,60}$/, 'Write the code of the procedure, for example 1.002755.');

export const ServiceView = z.enum([
  'all', // everything that was seen or is published, the most seen first
  'unseen', // published, and seen by nobody
  'rare', // published, and seen by fewer than five people
]);
export type ServiceView = z.infer<typeof ServiceView>;
export const RARE_BELOW = 5;

/**
 * A procedure from being seen to being filed. People are counted once a day, site and procedure. Who begins has seen, who
 * files has begun, also where a page did not say so.
 */
export const FunnelRow = z.object({
  service: z.string(),
  /** By the catalogue; empty where no agency has published it there. */
  name: z.string(),
  /** Who published it. */
  agencies: z.array(Owner),
  seen: z.number().int(),
  begun: z.number().int(),
  filed: z.number().int(),
  /** begun / seen and filed / begun; null when nobody got there. */
  beginRate: z.number().nullable(),
  fileRate: z.number().nullable(),
  /** Of those who saw it, on a phone. */
  phones: z.number().int(),
  /** Seconds from seeing to filing, of the one in the middle; null when nobody filed. */
  medianSeconds: z.number().nullable(),
  /** Seen in the period before. */
  previousSeen: z.number().int(),
  change: z.number().nullable(),
});
export type FunnelRow = z.infer<typeof FunnelRow>;

export const FunnelTotals = z.object({
  published: z.number().int(),
  publishedSeen: z.number().int(),
  seen: z.number().int(),
  begun: z.number().int(),
  filed: z.number().int(),
});
export type FunnelTotals = z.infer<typeof FunnelTotals>;

export const PublishServices = z.object({
  agencyId: id,
  /** Where the list comes from, e.g. the number of the decision that publishes it. */
  source: text(200),
  services: z
    .array(z.object({ code: ServiceCode, name: text(500) }))
    .min(1)
    .max(2_000),
});
export type PublishServices = z.infer<typeof PublishServices>;

export const PublishedService = z.object({
  id,
  agency: Owner,
  code: z.string(),
  name: z.string(),
  source: z.string(),
  can: z.object({ remove: z.boolean() }),
});
export type PublishedService = z.infer<typeof PublishedService>;

const read = { kind: 'permission', permission: 'usage.report.read' } as const;
const write = { kind: 'permission', permission: 'usage.site.write' } as const;
const scope = { agencyId: id.optional(), below: z.stringbool().default(true), q };

export const serviceRoutes = {
  listFunnels: {
    method: 'GET',
    path: '/api/usage/services',
    summary: 'Procedures from seen to filed, over the sites that the caller may see',
    query: z.object({
      ...scope,
      /** Only what this site sent; the catalogue is then that of its owner and below. */
      site: SiteCode.optional(),
      from: day.optional(),
      to: day.optional(),
      view: ServiceView.default('all'),
      cursor: cursor.optional(),
      limit: limit(500, 50),
    }),
    response: z.object({
      period: ReportPeriod,
      rows: z.array(FunnelRow),
      next: cursor.nullable(),
      total: z.number().int(),
      totals: FunnelTotals,
      can: z.object({ publish: z.boolean() }),
    }),
    access: read,
    errors: ['usage.site_not_found', 'usage.period_invalid'],
  },
  listPublishedServices: {
    method: 'GET',
    path: '/api/usage/published-services',
    summary: 'The catalogue: procedures that agencies publish, by code',
    query: z.object({ ...scope, cursor: cursor.optional(), limit: limit(500, 100) }),
    response: z.object({ rows: z.array(PublishedService), next: cursor.nullable() }),
    access: read,
  },
  publishServices: {
    method: 'POST',
    path: '/api/usage/published-services',
    summary: 'Put procedures of an agency into the catalogue; a code that is there gets the new name and source',
    body: PublishServices,
    response: z.object({ added: z.number().int(), changed: z.number().int() }),
    access: write,
    errors: ['usage.owner_not_found'],
  },
  withdrawService: {
    method: 'DELETE',
    path: '/api/usage/published-services/:id',
    summary: 'Take a procedure out of the catalogue; what was measured stays',
    params: z.object({ id }),
    response: z.object({ removed: z.boolean() }),
    access: write,
    errors: ['usage.service_not_found'],
  },
} as const satisfies Contract;
