import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { cursor, day, id, instant, limit, Owner, q, SiteCode, SiteKind, SiteState, text } from './common.ts';

export const SiteRow = z.object({
  id,
  code: z.number().int(),
  name: z.string(),
  kind: SiteKind,
  owner: Owner,
  state: SiteState,
  /** Host names in lower case as they are typed: `khanhhoa.gov.vn`, `*.khanhhoa.gov.vn`, `localhost`. */
  domains: z.array(z.string()),
  firstHitAt: instant.nullable(),
  lastHitAt: instant.nullable(),
  /** The day by which the site must send. Null: none was set. */
  dutyDate: day.nullable(),
});
export type SiteRow = z.infer<typeof SiteRow>;

export const Site = SiteRow.extend({
  timeZone: z.string(),
  /** What the reader may do now. A closed site is changed no more. */
  can: z.object({ change: z.boolean(), close: z.boolean(), checkConnection: z.boolean(), readReport: z.boolean() }),
});
export type Site = z.infer<typeof Site>;

export const SitePage = z.object({
  rows: z.array(SiteRow),
  next: cursor.nullable(),
  /** How many in all; told on the first page only. */
  total: z.number().int().nullable(),
  can: z.object({ register: z.boolean() }),
});
export type SitePage = z.infer<typeof SitePage>;

export const SiteSort = z.enum(['name', 'code', 'last_hit', 'duty']);
export type SiteSort = z.infer<typeof SiteSort>;

const domains = z.array(z.string().trim().min(1).max(253)).min(1, 'Name at least one host').max(50);

export const RegisterSite = z.object({
  /** The next free number where absent. */
  code: z.number().int().min(1).max(4_294_967_295).optional(),
  name: text(300),
  kind: SiteKind,
  ownerId: id,
  domains,
  timeZone: z.string().max(64).default('Asia/Ho_Chi_Minh'),
  dutyDate: day.nullable().default(null),
});
export type RegisterSite = z.infer<typeof RegisterSite>;

/** Only what is given changes. The code never does: it stands on pages. */
export const ChangeSite = z.object({
  name: text(300).optional(),
  kind: SiteKind.optional(),
  ownerId: id.optional(),
  domains: domains.optional(),
  timeZone: z.string().max(64).optional(),
  dutyDate: day.nullable().optional(),
});
export type ChangeSite = z.infer<typeof ChangeSite>;

/** What to put into the pages of a site. Texts are whole and ready to copy. */
export const Embed = z.object({
  code: z.number().int(),
  trackerUrl: z.url(),
  scriptUrl: z.url(),
  /** For our own client, queue `_govaq`. */
  snippet: z.string(),
  /** For a page written for Matomo, or one that carries another system's `_govaq` already: queue `_paq`. */
  matomoSnippet: z.string(),
  /** An image for readers without scripts. */
  pixel: z.string(),
  /** What a page of an online service says: seen, begun, filed. */
  serviceExample: z.string(),
});
export type Embed = z.infer<typeof Embed>;

export const ConnectionPart = z.enum([
  'queue', // an inline script uses `_govaq` or `_paq`
  'address', // the same script names our tracker or embed address
  'site_code', // it gives this site's code
  'tracker_url', // it gives the address to which hits go
]);
export type ConnectionPart = z.infer<typeof ConnectionPart>;

export const ConnectionCheck = z.object({
  /** `waiting`: asked for, not done yet. */
  state: z.enum(['waiting', 'done']),
  askedAt: instant,
  doneAt: instant.nullable(),
  /** Address that was read in the end, after redirects. */
  url: z.string().nullable(),
  /** `connected`: all parts; `partly`: some; `absent`: none; `unreachable`: the page could not be read. */
  result: z.enum(['connected', 'partly', 'absent', 'unreachable']).nullable(),
  found: z.array(ConnectionPart),
  missing: z.array(ConnectionPart),
  /** Which queue the page uses. */
  client: z.enum(['govaq', 'paq']).nullable(),
  /** Another site's code that stands there instead. */
  otherCode: z.string().nullable(),
  /** Why the page could not be read. Screens translate it. */
  problem: z
    .enum([
      'no_domain',
      'not_resolved',
      'private_address',
      'no_answer',
      'certificate',
      'status',
      'not_html',
      'too_large',
      'too_many_redirects',
    ])
    .nullable(),
  /** The status of the page where it was not 200. */
  status: z.number().int().nullable(),
});
export type ConnectionCheck = z.infer<typeof ConnectionCheck>;

/** Why a hit was not counted. The first six are the sender's mistakes; the last six are this node's. */
export const SetAsideReason = z.enum([
  'closed_site',
  'visitor_id_invalid',
  'token_needed',
  'goal_unknown',
  'wrong_domain',
  'not_recorded', // without `rec=1`
  'opted_out',
  'prefetched', // the browser loaded the page ahead, nobody saw it
  'commerce',
  'custom_action',
  'not_ready',
  'log_full',
  'disk_full',
  'queue_full',
  'write_failed',
  'stopping',
]);
export type SetAsideReason = z.infer<typeof SetAsideReason>;

export const SetAsideList = z.object({
  /** The first day that is counted; the last is today. */
  from: day,
  /** The most first. */
  rows: z.array(z.object({ reason: SetAsideReason, count: z.number().int(), lastAt: instant })),
});
export type SetAsideList = z.infer<typeof SetAsideList>;

const params = z.object({ code: SiteCode });
const read = { kind: 'permission', permission: 'usage.site.read' } as const;
const write = { kind: 'permission', permission: 'usage.site.write' } as const;

export const siteRoutes = {
  listSites: {
    method: 'GET',
    path: '/api/usage/sites',
    summary: 'Sites that the caller may see',
    query: z.object({
      q,
      agencyId: id.optional(),
      /** `true`: also those of agencies below. */
      below: z.stringbool().default(true),
      state: SiteState.optional(),
      kind: SiteKind.optional(),
      /** `true`: only sites that must send by now and have never sent. */
      late: z.stringbool().default(false),
      sort: SiteSort.default('name'),
      cursor: cursor.optional(),
      limit: limit(200, 50),
    }),
    response: SitePage,
    access: read,
  },
  registerSite: {
    method: 'POST',
    path: '/api/usage/sites',
    summary: 'Register a site; it gets its code',
    body: RegisterSite,
    response: Site,
    status: 201,
    access: write,
    errors: ['usage.code_taken', 'usage.domain_invalid', 'usage.owner_not_found', 'usage.zone_unknown'],
  },
  getSite: {
    method: 'GET',
    path: '/api/usage/sites/:code',
    summary: 'One site',
    params,
    response: Site,
    access: read,
    errors: ['usage.site_not_found'],
  },
  changeSite: {
    method: 'PATCH',
    path: '/api/usage/sites/:code',
    summary: 'Change a site; only what is given',
    params,
    body: ChangeSite,
    response: Site,
    access: write,
    errors: [
      'usage.site_not_found',
      'usage.site_closed',
      'usage.domain_invalid',
      'usage.owner_not_found',
      'usage.zone_unknown',
    ],
  },
  closeSite: {
    method: 'POST',
    path: '/api/usage/sites/:code/close',
    summary: 'Measure the site no longer; its figures stay',
    params,
    response: Site,
    access: write,
    errors: ['usage.site_not_found', 'usage.site_closed'],
  },
  getEmbed: {
    method: 'GET',
    path: '/api/usage/sites/:code/embed',
    summary: 'What to put into the pages of the site',
    params,
    response: Embed,
    access: read,
    errors: ['usage.site_not_found'],
  },
  checkConnection: {
    method: 'POST',
    path: '/api/usage/sites/:code/connection',
    summary: "Read the site's page and look for the snippet; a job does it",
    params,
    response: ConnectionCheck,
    status: 202,
    access: write,
    errors: ['usage.site_not_found', 'usage.site_closed'],
    rateLimit: 30,
  },
  getConnection: {
    method: 'GET',
    path: '/api/usage/sites/:code/connection',
    summary: 'The newest connection check; null when there was none',
    params,
    response: z.object({ check: ConnectionCheck.nullable() }),
    access: read,
    errors: ['usage.site_not_found'],
  },
  getSetAside: {
    method: 'GET',
    path: '/api/usage/sites/:code/set-aside',
    summary: 'Hits of the last thirty days that were refused or set apart, by reason',
    params,
    response: SetAsideList,
    access: read,
    errors: ['usage.site_not_found'],
  },
} as const satisfies Contract;
