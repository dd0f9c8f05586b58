import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { saveSecondFactor } from '../roles/roles.repo.ts';
import type { DirectoryTables } from '../tables.ts';

/**
 * Asks of everybody who holds a role for a second factor, or no longer. Who has none may from now on do nothing but set
 * one up, also in open sessions.
 * @throws directory.role_not_found
 */
export async function setRoleSecondFactor(ctx: Context, roleId: string, secondFactor: boolean): Promise<void> {
  requirePermission(ctx, 'directory.security.manage', null);
  await transact(ctx, async (tx) => {
    const before = await saveSecondFactor(tx.as<DirectoryTables>(), roleId, secondFactor);
    if (before === null) throw directoryErrors.fail('directory.role_not_found');
    tx.audit({
      action: 'directory.role.second_factor',
      subject: { type: 'directory.role', id: roleId },
      before: { secondFactor: before },
      after: { secondFactor },
    });
    tx.emit({ topic: CHANGED });
  });
  forgetCache(ctx.platform);
}
