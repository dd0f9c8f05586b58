import type { Kysely } from 'kysely';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import type { ApiKey, ApiKeyPage } from '../../contract.ts';
import { dayIn } from '../days.ts';
import { BOARD_ZONE } from '../reports/board-filter.ts';
import { agenciesAbove } from '../sites/agencies-above.ts';
import { requireSite } from '../sites/get-site.ts';
import { ownerIn, ownersOf } from '../sites/owners.ts';
import type { UsageTables } from '../tables.ts';
import { type KeyRecord, listKeysOfSite } from './keys.repo.ts';

/** Keys that read the reports of a site, for who may change it. @throws usage.site_not_found */
export async function listKeys(
  ctx: Context,
  code: number,
  input: { cursor?: string | undefined; limit: number },
): Promise<ApiKeyPage> {
  const { ownerId } = await requireSite(ctx, code);
  requirePermission(ctx, 'usage.site.write', ownerId);
  const after = input.cursor === undefined ? null : readCursor(input.cursor, placeId);
  const site = { code, ownerId, above: await agenciesAbove(ctx.platform, ownerId) };
  const found = await listKeysOfSite(ctx.platform.db as Kysely<UsageTables>, site, after, input.limit + 1);
  const { rows, next } = pageOf(found, input.limit, ({ id }) => id);
  return { rows: await keyViews(ctx, rows), next };
}

export async function keyViews(ctx: Context, keys: readonly KeyRecord[]): Promise<ApiKey[]> {
  const owners = await ownersOf(
    ctx.platform,
    keys.map(({ agencyId }) => agencyId),
  );
  const today = dayIn(ctx.platform.now(), BOARD_ZONE);
  return keys.map((key) => ({
    id: key.id,
    name: key.name,
    scope: key.siteCodes !== null ? 'site' : key.below ? 'agency_below' : 'agency',
    agency: ownerIn(owners, key.agencyId),
    createdAt: key.createdAt.toISOString(),
    expiresOn: key.expiresOn,
    expired: key.expiresOn < today,
    lastUsedOn: key.lastUsedOn,
    can: { revoke: may(ctx.actor, 'usage.site.write', key.agencyId) },
  }));
}
