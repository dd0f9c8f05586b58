import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { BOARD_TOPIC, RegisterSite } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import type { UsageTables } from '../tables.ts';
import { parseDomains, requireZone } from './domains.ts';
import { requireOwner } from './owners.ts';
import { REGISTRY_TOPIC } from './registry-topic.ts';
import { findSite, insertSites, nextCode } from './sites.repo.ts';

/**
 * Registers a site under its owner; answers its code.
 * @throws usage.code_taken, usage.domain_invalid, usage.owner_not_found, usage.zone_unknown
 */
export async function registerSite(ctx: Context, given: RegisterSite): Promise<number> {
  requirePermission(ctx, 'usage.site.write', given.ownerId);
  const input = RegisterSite.parse(given);
  const domains = parseDomains(input.domains);
  requireZone(input.timeZone);
  await requireOwner(ctx, input.ownerId);
  return await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const next = await nextCode(trx);
    const code = input.code ?? next;
    if (input.code !== undefined && (await findSite(trx, code))) throw usageErrors.fail('usage.code_taken');
    const { name, kind, ownerId, timeZone, dutyDate } = input;
    const site = { id: uuidv7(), code, name, kind, ownerId, timeZone, dutyDate, domains, state: 'registered' as const };
    await insertSites(trx, [site]);
    tx.audit({
      action: 'usage.site.register',
      subject: { type: 'usage.site', id: site.id },
      unitId: ownerId,
      before: null,
      after: site,
    });
    tx.emit({ topic: REGISTRY_TOPIC });
    tx.emit({ topic: BOARD_TOPIC });
    return code;
  });
}
