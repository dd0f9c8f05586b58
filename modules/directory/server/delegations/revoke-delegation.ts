import { requirePermission, requirePerson } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { revoke, takeDelegation } from './delegations.repo.ts';

/**
 * Takes lent authority back: it holds no more from this moment, nor does what was handed on from it. The giver, the
 * taker, or who keeps the people of the post's agency may. Answers the giver's id.
 * @throws directory.delegation_not_found, directory.delegation_over
 */
export async function revokeDelegation(ctx: Context, id: string): Promise<string> {
  const me = requirePerson(ctx);
  const now = ctx.platform.now();
  const giverId = await transact(ctx, async (tx) => {
    const trx = tx.as<DirectoryTables>();
    const row = await takeDelegation(trx, id);
    if (!row) throw directoryErrors.fail('directory.delegation_not_found');
    const mine = me.personId === row.giverId || me.personId === row.takerId;
    if (!mine) requirePermission(ctx, 'directory.person.write', row.agencyId);
    if (row.revokedAt !== null || row.to <= dayOf(now)) throw directoryErrors.fail('directory.delegation_over');
    await revoke(trx, id, now);
    tx.audit({
      action: 'directory.delegation.revoke',
      subject: { type: 'directory.person', id: row.giverId },
      unitId: row.agencyId,
      before: { id, takerId: row.takerId, revokedAt: null },
      after: { id, takerId: row.takerId, revokedAt: now.toISOString() },
    });
    tx.emit({ topic: CHANGED });
    return row.giverId;
  });
  forgetCache(ctx.platform);
  return giverId;
}
