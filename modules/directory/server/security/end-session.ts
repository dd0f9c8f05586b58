import { requirePermission } from '#platform/server/auth/actor.ts';
import { deleteSession } from '#platform/server/auth/sessions.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { directoryErrors } from '../../errors.ts';

/** Ends a session of anybody. @throws directory.session_not_found */
export async function endSession(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'directory.security.manage', null);
  await transact(ctx, async (tx) => {
    const accountId = await deleteSession(tx.as<AuthTables>(), id, null);
    if (accountId === null) throw directoryErrors.fail('directory.session_not_found');
    const subject = { type: 'directory.account', id: accountId };
    tx.audit({ action: 'directory.session.end', subject, before: { session: id }, after: { by: 'administrator' } });
  });
}
