import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { UsageTables } from '../tables.ts';
import { requireOpenSite, tellChange } from './change-site.ts';
import { requireSite } from './get-site.ts';
import { setState } from './sites.repo.ts';
import { tellClosed } from './tell-closed.ts';

/** Measures a site no longer; the collector refuses its hits. @throws usage.site_not_found, usage.site_closed */
export async function closeSite(ctx: Context, code: number): Promise<void> {
  requirePermission(ctx, 'usage.site.write', (await requireSite(ctx, code)).ownerId);
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const { firstHitAt: _, lastHitAt: __, ...before } = await requireOpenSite(trx, code);
    requirePermission(ctx, 'usage.site.write', before.ownerId);
    await setState(trx, before.id, 'closed');
    tellChange(tx, 'usage.site.close', before, { ...before, state: 'closed' });
    await tellClosed(ctx, tx, before);
  });
}
