import type { Kysely } from 'kysely';
import { z } from 'zod';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { SiteKind, SitePage, SiteSort, SiteState } from '../../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
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
  sort: SiteSort;
  cursor?: string | undefined;
  limit: number;
}

const place = z.object({ code: z.number(), name: z.string(), lastHitAt: z.iso.datetime().nullable() });

/** Sites that the caller may see. @throws usage.cursor_invalid */
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
  };
  const after = input.cursor === undefined ? null : readCursor(input.cursor, place);
  const [found, total] = await Promise.all([
    findPage(db, filter, input.sort, after, input.limit + 1),
    after ? null : countSites(db, filter),
  ]);
  const shown = found.slice(0, input.limit);
  const last = shown.at(-1);
  const owners = await ownersOf(
    platform,
    shown.map((site) => site.ownerId),
  );
  return {
    rows: shown.map((site) => siteRow(site, owners)),
    next:
      found.length > input.limit && last
        ? writeCursor({ code: last.code, name: last.name, lastHitAt: last.lastHitAt?.toISOString() ?? null })
        : null,
    total,
    can: { register: may(actor, 'usage.site.write') },
  };
}
