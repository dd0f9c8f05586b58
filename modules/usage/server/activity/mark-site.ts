import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { SiteState } from '../../contract.ts';
import { closeGap, endOfGap } from '../gaps/close-gap.ts';
import { tellChange } from '../sites/change-site.ts';
import { findSite, findSiteForChange, setState } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';

/** States that each state may follow. A closed site stays closed. How a site gets interrupted: `openGap`. */
export const STATES_BEFORE: Record<'embedded' | 'receiving', readonly SiteState[]> = {
  embedded: ['registered'],
  receiving: ['registered', 'embedded', 'interrupted'],
};

/**
 * Moves a site to the state that was observed, and ends its interruption with the first hit after it. One that is in no
 * fitting state any more is left alone, and so is an interrupted one without such a hit.
 */
export async function markSite(ctx: Context, code: number, state: keyof typeof STATES_BEFORE): Promise<void> {
  requirePermission(ctx, 'usage.site.write');
  const seen = await findSite(ctx.platform.db as Kysely<UsageTables>, code);
  const resumedAt = state === 'receiving' && seen?.state === 'interrupted' ? await endOfGap(ctx, seen) : null;
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const site = await findSiteForChange(trx, code);
    if (!site || !STATES_BEFORE[state].includes(site.state)) throw new NothingToMark();
    const { firstHitAt: _, lastHitAt: __, ...before } = site;
    if (site.state === 'interrupted' && resumedAt === null) throw new NothingToMark();
    if (resumedAt !== null) await closeGap(ctx, tx, site, resumedAt);
    await setState(trx, before.id, state);
    tellChange(tx, `usage.site.mark_${state}`, before, { ...before, state });
  }).catch((error: unknown) => {
    if (!(error instanceof NothingToMark)) throw error;
  });
}

/** Somebody else was quicker; the transaction ends without a change. */
class NothingToMark extends Error {}
