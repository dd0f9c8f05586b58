import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { BOARD_TOPIC, ChangeSite, siteTopic } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import type { UsageTables } from '../tables.ts';
import { parseDomains, requireZone } from './domains.ts';
import { requireSite } from './get-site.ts';
import { requireOwner } from './owners.ts';
import { REGISTRY_TOPIC } from './registry-topic.ts';
import { findSiteForChange, type NewSite, updateSite } from './sites.repo.ts';

/**
 * Changes what is given of a site. Handing it to another agency needs the right there too.
 * @throws usage.site_not_found, usage.site_closed, usage.domain_invalid, usage.owner_not_found, usage.zone_unknown
 */
export async function changeSite(ctx: Context, code: number, given: ChangeSite): Promise<void> {
  requirePermission(ctx, 'usage.site.write', (await requireSite(ctx, code)).ownerId);
  const input = ChangeSite.parse(given);
  const domains = input.domains && parseDomains(input.domains);
  if (input.timeZone !== undefined) requireZone(input.timeZone);
  if (input.ownerId !== undefined) {
    requirePermission(ctx, 'usage.site.write', input.ownerId);
    await requireOwner(ctx, input.ownerId);
  }
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const { firstHitAt: _, lastHitAt: __, ...before } = await requireOpenSite(trx, code);
    // Between the look and the lock somebody may have handed it on.
    requirePermission(ctx, 'usage.site.write', before.ownerId);
    const after: NewSite = { ...before, ...withoutUndefined(input), ...(domains && { domains }) };
    await updateSite(trx, after);
    tellChange(tx, 'usage.site.change', before, after);
  });
}

/** Locks an open site. @throws usage.site_not_found, usage.site_closed */
export async function requireOpenSite(trx: Parameters<typeof findSiteForChange>[0], code: number) {
  const site = await findSiteForChange(trx, code);
  if (!site) throw usageErrors.fail('usage.site_not_found');
  if (site.state === 'closed') throw usageErrors.fail('usage.site_closed');
  return site;
}

/** Audit and events of a change of one site. */
export function tellChange(tx: Tx, action: string, before: NewSite, after: NewSite): void {
  tx.audit({ action, subject: { type: 'usage.site', id: after.id }, unitId: after.ownerId, before, after });
  for (const topic of [REGISTRY_TOPIC, BOARD_TOPIC, siteTopic(after.code)]) tx.emit({ topic });
}

function withoutUndefined<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
