import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { SiteKind, SiteState } from '../../contract.ts';
import { ownersBelow } from '../sites/owners.ts';
import { scopeReadReports } from '../sites/policy.ts';
import { findFittingSites, type SiteRecord } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';

/** More sites than any province has; beyond it the board says the first by name. */
const SITES_MOST = 5_000;

export const BOARD_ZONE = 'Asia/Ho_Chi_Minh';

export interface BoardFilter {
  segment?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  q?: string | undefined;
  agencyId?: string | undefined;
  below: boolean;
  kind?: SiteKind | undefined;
  state?: SiteState | undefined;
}

/** The sites that fit and whose reports the caller may read. Owners are known here only, so codes go to the store of hits. */
export async function boardSites(ctx: Context, filter: BoardFilter): Promise<SiteRecord[]> {
  requirePermission(ctx, 'usage.report.read');
  const { platform, actor } = ctx;
  const owners = await ownersBelow(platform, filter.agencyId, filter.below);
  const { q, kind, state } = filter;
  const fitting = { scope: scopeReadReports(actor), q, owners, kind, state };
  return await findFittingSites(platform.reports as Kysely<UsageTables>, fitting, SITES_MOST);
}
