import { z } from 'zod';
import type { Contract } from '#platform/contract.ts';
import { cursor, day, id, instant, limit, Owner, q, SiteCode, SiteRef } from './common.ts';

export const GapBasis = z.enum([
  'rhythm', // by what the site usually gets in those hours of the week
  'day', // the site is too young to have a rhythm: 24 hours without a hit
]);
export type GapBasis = z.infer<typeof GapBasis>;

export const GapState = z.enum([
  'open', // goes on
  'ended', // hits came again
  'filled', // hits of that time came later, e.g. from a log; counts no more
]);
export type GapState = z.infer<typeof GapState>;

/** A time in which a site that normally gets hits got none. */
export const Interruption = z.object({
  id,
  site: SiteRef,
  owner: Owner,
  state: GapState,
  /** The last hit before. */
  startedAt: instant,
  /** The first hit after; null while it goes on. */
  endedAt: instant.nullable(),
  /** Up to now while it goes on. */
  seconds: z.number().int(),
  basis: GapBasis,
  /** Hits that were to be expected: an estimate, by the same hours of the weeks before. Null without a rhythm. */
  missedHits: z.number().int().nullable(),
  foundAt: instant,
});
export type Interruption = z.infer<typeof Interruption>;

const access = { kind: 'permission', permission: 'usage.site.read' } as const;

export const gapRoutes = {
  listInterruptions: {
    method: 'GET',
    path: '/api/usage/interruptions',
    summary: 'Interruptions of the sites that the caller may see, newest first',
    query: z.object({
      q,
      agencyId: id.optional(),
      below: z.stringbool().default(true),
      /** Only of this site. */
      site: SiteCode.optional(),
      state: GapState.optional(),
      /** Those that touch these days, both counted, in Asia/Ho_Chi_Minh. */
      from: day.optional(),
      to: day.optional(),
      cursor: cursor.optional(),
      limit: limit(500, 50),
    }),
    response: z.object({
      rows: z.array(Interruption),
      next: cursor.nullable(),
      /** On the first page only: how many in all, and how many of them go on. */
      total: z.number().int().nullable(),
      open: z.number().int().nullable(),
    }),
    access,
    errors: ['usage.period_invalid'],
  },
} as const satisfies Contract;
