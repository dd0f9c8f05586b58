import type { Kysely } from 'kysely';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { usageErrors } from '../../errors.ts';
import { requireSite } from '../sites/get-site.ts';
import type { UsageTables } from '../tables.ts';
import { findKey, setRevoked } from './keys.repo.ts';

/** Ends a key at once, for who may write the sites of its agency. @throws usage.site_not_found, usage.key_not_found */
export async function revokeKey(ctx: Context, code: number, id: string): Promise<void> {
  requirePermission(ctx, 'usage.site.write', (await requireSite(ctx, code)).ownerId);
  const key = await findKey(ctx.platform.db as Kysely<UsageTables>, id);
  if (!key || key.revokedAt !== null || !may(ctx.actor, 'usage.site.write', key.agencyId)) {
    throw usageErrors.fail('usage.key_not_found');
  }
  const revokedAt = ctx.platform.now();
  await transact(ctx, async (tx) => {
    if (!(await setRevoked(tx.as<UsageTables>(), id, revokedAt))) throw usageErrors.fail('usage.key_not_found');
    tx.audit({
      action: 'usage.key.revoke',
      subject: { type: 'usage.key', id },
      unitId: key.agencyId,
      before: key,
      after: { ...key, revokedAt },
    });
  });
}
