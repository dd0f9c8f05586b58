import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { day, id, instant, Owner, text } from './common.ts';
import { ReportPeriod } from './reports.ts';

// ── The board of an agency ───────────────────────────────────────────────────────────────────────────────────────

export const AgencyBoardRow = z.object({
  /** By visits; equals share it. */
  rank: z.number().int(),
  agency: Owner,
  /** Has agencies below it, so that its own board says more. */
  opens: z.boolean(),
  sites: z.number().int(),
  receiving: z.number().int(),
  interrupted: z.number().int(),
  /** Registered or embedded, without any hit. */
  waiting: z.number().int(),
  visits: z.number().int(),
  previousVisits: z.number().int(),
  /** (visits − previous) / previous; null when the previous is 0. */
  change: z.number().nullable(),
  /** Visits of each day of the period. */
  days: z.array(z.number().int()),
});
export type AgencyBoardRow = z.infer<typeof AgencyBoardRow>;

// ── The public board ─────────────────────────────────────────────────────────────────────────────────────────────

/** Part of its address: `khanh-hoa`. */
export const BoardSlug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,48}[a-z0-9])$/, 'Three to fifty small letters without accents, digits and hyphens.');

export const PublishBoard = z.object({
  slug: BoardSlug,
  title: text(120),
  /** Counts below it are shown as “fewer than”. */
  smallest: z.number().int().min(1).max(1_000),
  /** May other sites show it in a frame? */
  embeddable: z.boolean(),
});
export type PublishBoard = z.infer<typeof PublishBoard>;

export const PublicBoard = PublishBoard.extend({
  id,
  agencyId: id,
  /** Where anyone reads it. */
  address: z.string(),
  publishedAt: instant,
  /** When its figures were last worked out; null while the first are being made. */
  builtAt: instant.nullable(),
});
export type PublicBoard = z.infer<typeof PublicBoard>;

/** A count, or null where it is too small to be told. */
const Told = z.number().int().nullable();

/** All that the public sees. Nothing in it is about a person. */
export const BoardSnapshot = z.object({
  title: z.string(),
  agency: z.string(),
  period: ReportPeriod,
  smallest: z.number().int(),
  visits: Told,
  pageViews: Told,
  /** (visits − previous) / previous. */
  change: z.number().nullable(),
  receiving: z.number().int(),
  sites: z.number().int(),
  days: z.array(z.object({ at: day, visits: Told })),
  top: z.array(z.object({ name: z.string(), host: z.string().nullable(), visits: Told })),
  builtAt: instant,
});
export type BoardSnapshot = z.infer<typeof BoardSnapshot>;

const read = { kind: 'permission', permission: 'usage.report.read' } as const;
const publish = { kind: 'permission', permission: 'usage.board.write' } as const;
const params = z.object({ id });

export const boardRoutes = {
  getAgencyBoard: {
    method: 'GET',
    path: '/api/usage/agency-board',
    summary: 'An agency and what stands right below it: sites, visits, change, gaps',
    query: z.object({
      /** Without it: the agency whose hat the caller wears. */
      agencyId: id.optional(),
      from: day.optional(),
      to: day.optional(),
    }),
    response: z.object({
      agency: Owner,
      /** From the root down to the agency above. */
      above: z.array(Owner),
      period: ReportPeriod,
      previousPeriod: ReportPeriod,
      /** The agency's own sites come as a row of its own name. At most 500 rows. */
      rows: z.array(AgencyBoardRow),
      /** As it is published now; null when it is not. */
      publicBoard: PublicBoard.nullable(),
      can: z.object({ publish: z.boolean() }),
    }),
    access: read,
    errors: ['usage.period_invalid'],
  },
  publishBoard: {
    method: 'PUT',
    path: '/api/usage/agencies/:id/public-board',
    summary: 'Publish the board of an agency, or change what is published',
    params,
    body: PublishBoard,
    response: PublicBoard,
    access: publish,
    errors: ['usage.board_slug_taken', 'usage.owner_not_found'],
  },
  unpublishBoard: {
    method: 'DELETE',
    path: '/api/usage/agencies/:id/public-board',
    summary: 'Take the public board of an agency back',
    params,
    response: z.object({ publicBoard: z.null() }),
    access: publish,
    errors: ['usage.board_not_found'],
  },
} as const satisfies Contract;

export const publicBoardRoutes = {
  getPublicBoard: {
    method: 'GET',
    path: '/api/usage/public-boards/:slug',
    summary: 'The public board as data: worked out every ten minutes, cached for five',
    params: z.object({ slug: z.string().max(60) }),
    response: BoardSnapshot,
    access: { kind: 'public', why: 'an agency has published it' },
    errors: ['usage.board_not_found'],
  },
} as const satisfies Contract;
