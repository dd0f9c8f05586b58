import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { GapBasis } from '../../contract.ts';
import { tellChange } from '../sites/change-site.ts';
import { findSiteForChange, setState } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import { findOpenGap, insertGaps } from './gaps.repo.ts';
import { tellGap } from './tell-gap.ts';

/** Records that a site fell silent with its last hit, and tells who looks after it. Does nothing where that is known. */
export async function openGap(ctx: Context, code: number, lastHitAt: Date, basis: GapBasis): Promise<void> {
  requirePermission(ctx, 'usage.site.write');
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const site = await findSiteForChange(trx, code);
    const watched = site?.state === 'receiving' || site?.state === 'interrupted';
    // Meanwhile it was closed, or a hit came.
    if (!site || !watched || site.lastHitAt?.getTime() !== lastHitAt.getTime()) throw new NothingToOpen();
    if (await findOpenGap(trx, site.id)) throw new NothingToOpen();
    const { firstHitAt: _, lastHitAt: __, ...before } = site;
    const gap = {
      id: uuidv7(),
      siteId: site.id,
      startedAt: lastHitAt,
      endedAt: null,
      missedHits: null,
      basis,
      foundAt: ctx.platform.now(),
      filledAt: null,
    };
    await insertGaps(trx, [gap]);
    await setState(trx, before.id, 'interrupted');
    tellChange(tx, 'usage.site.mark_interrupted', before, { ...before, state: 'interrupted' });
    // Before there were records of it, sites were marked only; those were told then.
    if (before.state === 'receiving') await tellGap(ctx, tx, before, gap);
  }).catch((error: unknown) => {
    if (!(error instanceof NothingToOpen)) throw error;
  });
}

/** Somebody else was quicker; the transaction ends without a change. */
class NothingToOpen extends Error {}
