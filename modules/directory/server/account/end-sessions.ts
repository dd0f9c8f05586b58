import { requirePerson } from '#platform/server/auth/actor.ts';
import { deleteSession, deleteSessions } from '#platform/server/auth/sessions.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { directoryErrors } from '../../errors.ts';

/** Ends one of my sessions. @throws directory.session_not_found, also for one of somebody else */
export async function endOwnSession(ctx: Context, id: string): Promise<void> {
  const { accountId } = requirePerson(ctx);
  await transact(ctx, async (tx) => {
    const whose = await deleteSession(tx.as<AuthTables>(), id, accountId);
    if (whose === null) throw directoryErrors.fail('directory.session_not_found');
    const subject = { type: 'directory.account', id: accountId };
    tx.audit({ action: 'directory.session.end', subject, before: { session: id }, after: { by: 'owner' } });
  });
}

/** Ends all my sessions but the one that asks. */
export async function endOtherSessions(ctx: Context): Promise<void> {
  const { accountId, sessionId } = requirePerson(ctx);
  await transact(ctx, async (tx) => {
    const ended = await deleteSessions(tx.as<AuthTables>(), accountId, sessionId);
    const subject = { type: 'directory.account', id: accountId };
    tx.audit({ action: 'directory.session.end', subject, before: { but: sessionId }, after: { by: 'owner', ended } });
  });
}
