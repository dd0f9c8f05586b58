import type { Kysely } from 'kysely';
import { z } from 'zod';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import type { GapState, Interruption } from '../../contract.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import { periodOf } from '../reports/period.ts';
import { ownersBelow, ownersOf } from '../sites/owners.ts';
import { scopeReadSites } from '../sites/policy.ts';
import type { UsageTables } from '../tables.ts';
import { countGaps, listGaps as findPage, type GapFilter } from './gaps.repo.ts';
import { instantsOf } from './gaps-in.ts';
import { findRhythms } from './rhythms.repo.ts';
import { gapView } from './view.ts';

interface ListGaps {
  q?: string | undefined;
  agencyId?: string | undefined;
  below: boolean;
  site?: number | undefined;
  state?: GapState | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const place = z.object({ startedAt: z.iso.datetime(), id: placeId });

/** Interruptions of sites that the caller may see, newest first. @throws usage.period_invalid */
export async function listInterruptions(
  ctx: Context,
  input: ListGaps,
): Promise<{ rows: Interruption[]; next: string | null; total: number | null; open: number | null }> {
  requirePermission(ctx, 'usage.site.read');
  const { platform, actor } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const now = platform.now();
  const bounded = input.from !== undefined || input.to !== undefined;
  const span = bounded ? instantsOf(periodOf(input, now, BOARD_ZONE)) : undefined;
  const filter: GapFilter = {
    scope: scopeReadSites(actor),
    owners: await ownersBelow(platform, input.agencyId, input.below),
    q: input.q,
    code: input.site,
    state: input.state,
    from: span?.from,
    to: span?.to,
  };
  const after = input.cursor === undefined ? null : readCursor(input.cursor, place);
  const [found, counts] = await Promise.all([
    findPage(db, filter, after, input.limit + 1),
    after ? null : countGaps(db, filter),
  ]);
  const page = pageOf(found, input.limit, ({ startedAt, id }) => ({ startedAt: startedAt.toISOString(), id }));
  const [owners, rhythms] = await Promise.all([
    ownersOf(
      platform,
      page.rows.map(({ ownerId }) => ownerId),
    ),
    findRhythms(
      db,
      page.rows.filter(({ endedAt }) => endedAt === null).map(({ siteId }) => siteId),
    ),
  ]);
  return {
    rows: page.rows.map((gap) => gapView(gap, now, owners, rhythms.get(gap.siteId))),
    next: page.next,
    total: counts?.total ?? null,
    open: counts?.open ?? null,
  };
}
