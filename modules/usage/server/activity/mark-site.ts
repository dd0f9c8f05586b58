import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { SiteState } from '../../contract.ts';
import { tellChange } from '../sites/change-site.ts';
import { findSiteForChange, setState } from '../sites/sites.repo.ts';
import { tellOwners } from '../sites/tell-owners.ts';
import type { UsageTables } from '../tables.ts';

/** States that each state may follow. A closed site stays closed. */
export const STATES_BEFORE: Record<'embedded' | 'receiving' | 'interrupted', readonly SiteState[]> = {
  embedded: ['registered'],
  receiving: ['registered', 'embedded', 'interrupted'],
  interrupted: ['receiving'],
};

/** Moves a site to the state that was observed; one that is in no fitting state any more is left alone. */
export async function markSite(ctx: Context, code: number, state: keyof typeof STATES_BEFORE): Promise<void> {
  requirePermission(ctx, 'usage.site.write');
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const site = await findSiteForChange(trx, code);
    if (!site || !STATES_BEFORE[state].includes(site.state)) throw new NothingToMark();
    const { firstHitAt: _, lastHitAt: __, ...before } = site;
    await setState(trx, before.id, state);
    tellChange(tx, `usage.site.mark_${state}`, before, { ...before, state });
    if (state === 'interrupted') await tellOwners(ctx, tx, before, state);
  }).catch((error: unknown) => {
    if (!(error instanceof NothingToMark)) throw error;
  });
}

/** Somebody else was quicker; the transaction ends without a change. */
class NothingToMark extends Error {}
