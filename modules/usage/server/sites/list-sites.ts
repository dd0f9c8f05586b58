import type { Kysely } from 'kysely';
import { z } from 'zod';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeNumber, placeText, readCursor } from '#platform/server/paging.ts';
import type { SiteKind, SitePage, SiteSort, SiteState } from '../../contract.ts';
import { dayIn } from '../days.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import type { UsageTables } from '../tables.ts';
import { siteRow } from './get-site.ts';
import { ownersBelow, ownersOf } from './owners.ts';
import { scopeReadSites } from './policy.ts';
import { countSites, listSites as findPage } from './sites.repo.ts';

interface ListSites {
  q?: string | undefined;
  agencyId?: string | undefined;
  below: boolean;
  state?: SiteState | undefined;
  kind?: SiteKind | undefined;
  late: boolean;
  sort: SiteSort;
  cursor?: string | undefined;
  limit: number;
}

const place = z.object({
  code: placeNumber,
  name: placeText,
  lastHitAt: z.iso.datetime().nullable(),
  dutyDate: z.iso.date().nullable(),
});

/** Sites that the caller may see. */
export async function listSites(ctx: Context, input: ListSites): Promise<SitePage> {
  requirePermission(ctx, 'usage.site.read');
  const { platform, actor } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const filter = {
    scope: scopeReadSites(actor),
    q: input.q,
    owners: await ownersBelow(platform, input.agencyId, input.below),
    kind: input.kind,
    state: input.state,
    ...(input.late && { lateOn: dayIn(platform.now(), BOARD_ZONE) }),
  };
  const after = input.cursor === undefined ? null : readCursor(input.cursor, place);
  const [found, total] = await Promise.all([
    findPage(db, filter, input.sort, after, input.limit + 1),
    after ? null : countSites(db, filter),
  ]);
  const { rows: shown, next } = pageOf(found, input.limit, ({ code, name, lastHitAt, dutyDate }) => ({
    code,
    name,
    dutyDate,
    lastHitAt: lastHitAt?.toISOString() ?? null,
  }));
  const owners = await ownersOf(
    platform,
    shown.map((site) => site.ownerId),
  );
  return {
    rows: shown.map((site) => siteRow(site, owners)),
    next,
    total,
    can: { register: may(actor, 'usage.site.write') },
  };
}
