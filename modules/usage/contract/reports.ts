import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { cursor, day, id, instant, limit, Owner, q, SiteCode, SiteKind, SiteRef, SiteState } from './common.ts';

/** Which visits are counted: `deviceType==smartphone;sourceKind==search,sourceKind==social`; `;` is and, `,` is or. */
export const segment = z.string().max(2_000).optional();

/** Both days count. At most 400 days. Without them: the last 30 days up to today in the site's zone. */
const period = {
  from: day.optional(),
  to: day.optional(),
  segment,
};
export const PERIOD_DAYS_MOST = 400;

export const ReportPeriod = z.object({ from: day, to: day });
export type ReportPeriod = z.infer<typeof ReportPeriod>;

// ── Figures ──────────────────────────────────────────────────────────────────────────────────────────────────────

export const FigureKey = z.enum([
  'visits',
  /** Different visitors of each day, added up: nobody is followed past midnight. */
  'visitors',
  'pageViews',
  /** Page views, downloads, outlinks, searches, events. */
  'actions',
  /** Visits with at most one action / visits. */
  'bounceRate',
  /** Seconds of all visits / visits. */
  'averageVisitSeconds',
  /** Hits of robots; in no other figure. */
  'bots',
]);
export type FigureKey = z.infer<typeof FigureKey>;

/**
 * A figure and what it is made of. `value` is numerator / denominator where there is a denominator (a ratio as 0–1),
 * else the numerator; null when the denominator is 0. It opens onto its records by `listHits` with `figure`.
 */
export const Figure = z.object({
  key: FigureKey,
  value: z.number().nullable(),
  unit: z.enum(['count', 'ratio', 'seconds']),
  numerator: z.number(),
  denominator: z.number().nullable(),
  /** Key and version of the definition; its words stand in the texts of the screens. */
  definition: z.object({ key: z.string(), version: z.number().int() }),
  period: ReportPeriod,
  /** The same over the period before, of the same length. Null when no comparison was asked for. */
  previous: z
    .object({
      value: z.number().nullable(),
      numerator: z.number(),
      denominator: z.number().nullable(),
      period: ReportPeriod,
    })
    .nullable(),
  /** (value − previous) / previous; null when there is no previous value or it is 0. */
  change: z.number().nullable(),
});
export type Figure = z.infer<typeof Figure>;

export const Figures = z.object({
  visits: Figure,
  visitors: Figure,
  pageViews: Figure,
  actions: Figure,
  bounceRate: Figure,
  averageVisitSeconds: Figure,
  bots: Figure,
});
export type Figures = z.infer<typeof Figures>;

// ── Tables of a site's report ────────────────────────────────────────────────────────────────────────────────────

export const SeriesPoint = z.object({
  /** `2026-11-25`, or by hour `2026-11-25T08` in the site's zone. Every day or hour of the period is there. */
  at: z.string(),
  visits: z.number().int(),
  visitors: z.number().int(),
  pageViews: z.number().int(),
});
export type SeriesPoint = z.infer<typeof SeriesPoint>;

export const PageRow = z.object({
  path: z.string(),
  /** The newest title of the page. */
  title: z.string(),
  host: z.string(),
  views: z.number().int(),
  visitors: z.number().int(),
  /** Visits that began here. */
  entries: z.number().int(),
  /** Visits that ended here. */
  exits: z.number().int(),
});
export type PageRow = z.infer<typeof PageRow>;

export const SourceKind = z.enum(['direct', 'search', 'website', 'campaign', 'social', 'assistant', 'government']);
export type SourceKind = z.infer<typeof SourceKind>;

export const SourceRow = z.object({
  kind: SourceKind,
  /** Empty for direct. */
  name: z.string(),
  visits: z.number().int(),
  /** Of them, with at most one action. */
  bounces: z.number().int(),
});
export type SourceRow = z.infer<typeof SourceRow>;

export const HourCell = z.object({
  /** 1 Monday … 7 Sunday. */
  weekday: z.number().int().min(1).max(7),
  hour: z.number().int().min(0).max(23),
  visits: z.number().int(),
  pageViews: z.number().int(),
});
export type HourCell = z.infer<typeof HourCell>;

export const DeviceDimension = z.enum(['device', 'browser', 'system', 'language', 'screen']);
export type DeviceDimension = z.infer<typeof DeviceDimension>;

/** One row of a short table: what, how often, by how many visitors (a day). */
export const CountRow = z.object({ name: z.string(), count: z.number().int(), visitors: z.number().int() });
export type CountRow = z.infer<typeof CountRow>;

export const SearchRow = CountRow.extend({
  category: z.string(),
  /** Searches that found nothing; null where the site does not tell. */
  withoutResult: z.number().int().nullable(),
});
export type SearchRow = z.infer<typeof SearchRow>;

export const EventRow = z.object({
  category: z.string(),
  action: z.string(),
  name: z.string(),
  count: z.number().int(),
  visitors: z.number().int(),
  /** Sum of the values that came with them. */
  value: z.number(),
});
export type EventRow = z.infer<typeof EventRow>;

export const ServiceRow = z.object({
  /** Code of the procedure as the page sends it: `1.002755`. */
  service: z.string(),
  /** By state as it was sent: `-1` seen, `1` filing. The list is open; the ministry has not published its meaning. */
  states: z.array(z.object({ state: z.string(), count: z.number().int(), visitors: z.number().int() })),
  count: z.number().int(),
  visitors: z.number().int(),
});
export type ServiceRow = z.infer<typeof ServiceRow>;

export const HitKind = z.enum(['page', 'outlink', 'download', 'search', 'event', 'content', 'service', 'goal', 'ping']);
export type HitKind = z.infer<typeof HitKind>;

/** One record behind a figure. `visitor` only tells equals from others, within one day. */
export const HitRow = z.object({
  at: instant,
  kind: HitKind,
  visitor: z.string(),
  /** Visit of this visitor on this day, from 1; 0 for robots. */
  visit: z.number().int(),
  host: z.string(),
  path: z.string(),
  title: z.string(),
  /** What was clicked, searched, done: target, keyword, event or service, in words of its kind. */
  subject: z.string(),
  source: z.object({ kind: SourceKind, name: z.string() }),
  device: z.string(),
  browser: z.string(),
  system: z.string(),
  /** Why it counts as a robot; empty for a person. */
  bot: z.string(),
});
export type HitRow = z.infer<typeof HitRow>;

export const Live = z.object({
  at: instant,
  /** Visits and visitors with a hit in the last 30 minutes. */
  visits: z.number().int(),
  visitors: z.number().int(),
  /** Page views of the last 30 minutes. */
  pageViews: z.number().int(),
  /** The last 30 minutes, oldest first, each there. */
  minutes: z.array(z.object({ at: instant, hits: z.number().int(), visitors: z.number().int() })),
  /** The last hits, newest first, robots apart. */
  hits: z.array(HitRow),
});
export type Live = z.infer<typeof Live>;

// ── All sites ────────────────────────────────────────────────────────────────────────────────────────────────────

export const BoardRow = z.object({
  /** By visits, equal ones share a rank (1, 2, 2, 4). */
  rank: z.number().int(),
  site: SiteRef,
  kind: SiteKind,
  owner: Owner,
  state: SiteState,
  visits: z.number().int(),
  visitors: z.number().int(),
  pageViews: z.number().int(),
  previousVisits: z.number().int(),
  /** (visits − previous) / previous; null when the previous is 0. */
  change: z.number().nullable(),
  lastHitAt: instant.nullable(),
  /** Visits of each day of the period. */
  days: z.array(z.number().int()),
});
export type BoardRow = z.infer<typeof BoardRow>;

export const BoardSort = z.enum(['rank', 'change', 'name', 'last_hit']);
export type BoardSort = z.infer<typeof BoardSort>;

export const Board = z.object({
  period: ReportPeriod,
  previousPeriod: ReportPeriod,
  rows: z.array(BoardRow),
  next: cursor.nullable(),
  /** Sites that fit the filter. */
  total: z.number().int(),
});
export type Board = z.infer<typeof Board>;

export const BoardTotals = z.object({
  period: ReportPeriod,
  sites: z.object({
    total: z.number().int(),
    /** By state, closed ones apart from the total. */
    registered: z.number().int(),
    embedded: z.number().int(),
    receiving: z.number().int(),
    interrupted: z.number().int(),
    closed: z.number().int(),
  }),
  figures: Figures,
  /** Each day of the period, over all sites. */
  series: z.array(SeriesPoint),
});
export type BoardTotals = z.infer<typeof BoardTotals>;

// ── Routes ───────────────────────────────────────────────────────────────────────────────────────────────────────

const access = { kind: 'permission', permission: 'usage.report.read' } as const;
const params = z.object({ code: SiteCode });
const siteErrors = ['usage.site_not_found', 'usage.period_invalid', 'usage.segment_invalid'] as const;

/** A table cut into pages. `total`: rows in all, on the first page only. */
const table = <Row extends z.ZodType>(row: Row) =>
  z.object({ period: ReportPeriod, rows: z.array(row), next: cursor.nullable(), total: z.number().int().nullable() });

const paged = z.object({ ...period, q, cursor: cursor.optional(), limit: limit(500, 50) });

const boardFilter = {
  ...period,
  q,
  agencyId: id.optional(),
  below: z.stringbool().default(true),
  kind: SiteKind.optional(),
  state: SiteState.optional(),
};

export const reportRoutes = {
  getFigures: {
    method: 'GET',
    path: '/api/usage/sites/:code/figures',
    summary: 'The figures of a site over a period, beside the period before',
    params,
    query: z.object({ ...period, compare: z.stringbool().default(true) }),
    response: z.object({ site: SiteRef, figures: Figures }),
    access,
    errors: siteErrors,
  },
  getSeries: {
    method: 'GET',
    path: '/api/usage/sites/:code/series',
    summary: 'Visits, visitors and page views by day or hour',
    params,
    query: z.object({ ...period, by: z.enum(['day', 'hour']).default('day'), compare: z.stringbool().default(false) }),
    response: z.object({
      period: ReportPeriod,
      points: z.array(SeriesPoint),
      previous: z.array(SeriesPoint).nullable(),
    }),
    access,
    errors: siteErrors,
  },
  listPages: {
    method: 'GET',
    path: '/api/usage/sites/:code/pages',
    summary: 'Pages by views',
    params,
    query: paged,
    response: table(PageRow),
    access,
    errors: siteErrors,
  },
  listSources: {
    method: 'GET',
    path: '/api/usage/sites/:code/sources',
    summary: 'Where visits came from',
    params,
    query: paged.extend({ kind: SourceKind.optional() }),
    response: table(SourceRow),
    access,
    errors: siteErrors,
  },
  getHours: {
    method: 'GET',
    path: '/api/usage/sites/:code/hours',
    summary: 'Visits begun and page views by weekday and hour of the site; all 168 cells',
    params,
    query: z.object(period),
    response: z.object({ period: ReportPeriod, cells: z.array(HourCell) }),
    access,
    errors: siteErrors,
  },
  listDevices: {
    method: 'GET',
    path: '/api/usage/sites/:code/devices',
    summary: 'Visits by device, browser, system, language or screen',
    params,
    query: paged.extend({ dimension: DeviceDimension.default('device') }),
    response: table(CountRow),
    access,
    errors: siteErrors,
  },
  listSearches: {
    method: 'GET',
    path: '/api/usage/sites/:code/searches',
    summary: 'What was searched for on the site',
    params,
    query: paged.extend({ withoutResult: z.stringbool().default(false) }),
    response: table(SearchRow),
    access,
    errors: siteErrors,
  },
  listDownloads: {
    method: 'GET',
    path: '/api/usage/sites/:code/downloads',
    summary: 'Files that were downloaded',
    params,
    query: paged,
    response: table(CountRow),
    access,
    errors: siteErrors,
  },
  listOutlinks: {
    method: 'GET',
    path: '/api/usage/sites/:code/outlinks',
    summary: 'Links to other sites that were followed',
    params,
    query: paged,
    response: table(CountRow),
    access,
    errors: siteErrors,
  },
  listEvents: {
    method: 'GET',
    path: '/api/usage/sites/:code/events',
    summary: 'Events by category, action and name',
    params,
    query: paged,
    response: table(EventRow),
    access,
    errors: siteErrors,
  },
  listServices: {
    method: 'GET',
    path: '/api/usage/sites/:code/services',
    summary: 'Online services by code and state (`trackDVC`)',
    params,
    query: paged,
    response: table(ServiceRow),
    access,
    errors: siteErrors,
  },
  listHits: {
    method: 'GET',
    path: '/api/usage/sites/:code/hits',
    summary: 'The records behind a figure or a row, newest first',
    params,
    query: z.object({
      ...period,
      /**
       * `visits` and `visitors`: the first hit of each; `bounceRate`: all hits of visits with at most one action;
       * `averageVisitSeconds`: first and last hits.
       */
      figure: FigureKey.optional(),
      /** What a row of a table stands for. */
      path: z.string().max(2_000).optional(),
      kind: HitKind.optional(),
      subject: z.string().max(2_000).optional(),
      cursor: cursor.optional(),
      limit: limit(200, 50),
    }),
    response: z.object({ period: ReportPeriod, rows: z.array(HitRow), next: cursor.nullable() }),
    access,
    errors: siteErrors,
  },
  getLive: {
    method: 'GET',
    path: '/api/usage/sites/:code/live',
    summary: 'Now: the last 30 minutes and the last hits',
    params,
    query: z.object({ limit: limit(100, 20) }),
    response: Live,
    access,
    errors: ['usage.site_not_found'],
  },
  getBoard: {
    method: 'GET',
    path: '/api/usage/board',
    summary: 'All sites that the caller may see, ranked by visits',
    query: z.object({
      ...boardFilter,
      sort: BoardSort.default('rank'),
      cursor: cursor.optional(),
      limit: limit(500, 100),
    }),
    response: Board,
    access,
    errors: ['usage.period_invalid', 'usage.segment_invalid'],
  },
  getTotals: {
    method: 'GET',
    path: '/api/usage/totals',
    summary: 'The figures of all sites that the caller may see, together',
    query: z.object({ ...boardFilter, compare: z.stringbool().default(true) }),
    response: BoardTotals,
    access,
    errors: ['usage.period_invalid', 'usage.segment_invalid'],
  },
} as const satisfies Contract;
