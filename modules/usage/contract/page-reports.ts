import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { cursor, day, limit, q, SiteCode } from './common.ts';
import { ReportPeriod, segment } from './reports.ts';

/** Where visits begin or end. */
export const EdgeRow = z.object({
  path: z.string(),
  /** The newest title of the page. */
  title: z.string(),
  visits: z.number().int(),
  /** Of them, with at most one action. */
  bounces: z.number().int(),
});
export type EdgeRow = z.infer<typeof EdgeRow>;

/** How long people stay on a page: up to the next hit of the visit, half an hour at most. Last pages have no time. */
export const TimeRow = z.object({
  path: z.string(),
  title: z.string(),
  /** Views after which something came, so that their time is known. */
  timed: z.number().int(),
  views: z.number().int(),
  seconds: z.number(),
  /** seconds / timed; null where no time is known. */
  average: z.number().nullable(),
});
export type TimeRow = z.infer<typeof TimeRow>;

/** How long a page takes to load, as browsers told. */
export const LoadRow = z.object({
  path: z.string(),
  title: z.string(),
  measured: z.number().int(),
  /** Milliseconds: of the one in the middle, and of the slowest tenth. */
  median: z.number(),
  p90: z.number(),
});
export type LoadRow = z.infer<typeof LoadRow>;

/** A block of content that was shown, and what people did with it. */
export const ContentRow = z.object({
  name: z.string(),
  piece: z.string(),
  impressions: z.number().int(),
  interactions: z.number().int(),
  visitors: z.number().int(),
});
export type ContentRow = z.infer<typeof ContentRow>;

/** A page that was not there. Known by its title: `404…`, “not found”, “không tìm thấy trang”. */
export const ErrorRow = z.object({
  path: z.string(),
  title: z.string(),
  views: z.number().int(),
  visitors: z.number().int(),
  /** Whence most came: the page of the visit before it, or the site that links here; empty when nobody told. */
  from: z.string(),
});
export type ErrorRow = z.infer<typeof ErrorRow>;

const access = { kind: 'permission', permission: 'usage.report.read' } as const;
const params = z.object({ code: SiteCode });
const errors = ['usage.site_not_found', 'usage.period_invalid', 'usage.segment_invalid'] as const;
const table = <Row extends z.ZodType>(row: Row) =>
  z.object({ period: ReportPeriod, rows: z.array(row), next: cursor.nullable(), total: z.number().int().nullable() });
const paged = z.object({
  segment,
  from: day.optional(),
  to: day.optional(),
  q,
  cursor: cursor.optional(),
  limit: limit(500, 50),
});

export const pageReportRoutes = {
  listEntries: {
    method: 'GET',
    path: '/api/usage/sites/:code/entries',
    summary: 'Pages on which visits begin',
    params,
    query: paged,
    response: table(EdgeRow),
    access,
    errors,
  },
  listExits: {
    method: 'GET',
    path: '/api/usage/sites/:code/exits',
    summary: 'Pages on which visits end',
    params,
    query: paged,
    response: table(EdgeRow),
    access,
    errors,
  },
  listTimes: {
    method: 'GET',
    path: '/api/usage/sites/:code/times',
    summary: 'How long people stay on pages',
    params,
    query: paged,
    response: table(TimeRow),
    access,
    errors,
  },
  listLoads: {
    method: 'GET',
    path: '/api/usage/sites/:code/loads',
    summary: 'How long pages take to load, the most measured first',
    params,
    query: paged,
    response: table(LoadRow),
    access,
    errors,
  },
  listContents: {
    method: 'GET',
    path: '/api/usage/sites/:code/contents',
    summary: 'Blocks of content: shown and used',
    params,
    query: paged,
    response: table(ContentRow),
    access,
    errors,
  },
  listErrors: {
    method: 'GET',
    path: '/api/usage/sites/:code/errors',
    summary: 'Pages that were not there, and whence people came to them',
    params,
    query: paged,
    response: table(ErrorRow),
    access,
    errors,
  },
} as const satisfies Contract;
