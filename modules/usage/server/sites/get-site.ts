import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Site, SiteRow } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import type { UsageTables } from '../tables.ts';
import { ownerIn, ownersOf } from './owners.ts';
import { canChangeSite, canReadReport, canReadSite } from './policy.ts';
import { findSite, type SiteRecord } from './sites.repo.ts';

/** One site, if the caller may see it. @throws usage.site_not_found, also when it is hidden from the caller */
export async function getSite(ctx: Context, code: number): Promise<Site> {
  return await siteView(ctx, await requireSite(ctx, code));
}

/** @throws usage.site_not_found */
export async function requireSite(ctx: Context, code: number): Promise<SiteRecord> {
  requirePermission(ctx, 'usage.site.read');
  const site = await findSite(ctx.platform.db as Kysely<UsageTables>, code);
  if (!site || !canReadSite(ctx.actor, site)) throw usageErrors.fail('usage.site_not_found');
  return site;
}

export async function siteView(ctx: Context, site: SiteRecord): Promise<Site> {
  const owners = await ownersOf(ctx.platform, [site.ownerId]);
  const change = canChangeSite(ctx.actor, site);
  return {
    ...siteRow(site, owners),
    timeZone: site.timeZone,
    can: { change, close: change, checkConnection: change, readReport: canReadReport(ctx.actor, site) },
  };
}

export function siteRow(site: SiteRecord, owners: Awaited<ReturnType<typeof ownersOf>>): SiteRow {
  return {
    id: site.id,
    code: site.code,
    name: site.name,
    kind: site.kind,
    owner: ownerIn(owners, site.ownerId),
    state: site.state,
    domains: site.domains,
    firstHitAt: site.firstHitAt?.toISOString() ?? null,
    lastHitAt: site.lastHitAt?.toISOString() ?? null,
    dutyDate: site.dutyDate,
  };
}
