import { v7 as uuidv7 } from 'uuid';
import { deleteSessions } from '#platform/server/auth/sessions.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { Platform } from '#platform/server/platform.ts';

/**
 * Ends the sessions of who holds no post any more, when one of them is used: a later appointment must not bring them
 * back to life.
 */
export async function endForgottenSessions(platform: Platform, accountId: string): Promise<void> {
  const actor = { kind: 'system', name: 'directory.end_sessions' } as const;
  // oxlint-disable-next-line nhipcau/guarded-writes -- the system ends what nobody may use any more
  await transact({ platform, actor, requestId: uuidv7(), locale: 'vi' }, async (tx) => {
    const ended = await deleteSessions(tx.as<AuthTables>(), accountId);
    const subject = { type: 'directory.account', id: accountId };
    tx.audit({ action: 'directory.session.end', subject, before: null, after: { by: 'no post any more', ended } });
  });
}
