import { savePassword } from '#platform/server/auth/accounts.repo.ts';
import { requirePerson } from '#platform/server/auth/actor.ts';
import { requireGoodPassword } from '#platform/server/auth/password/check.ts';
import { hashPassword } from '#platform/server/auth/password/hash.ts';
import { deleteSessions } from '#platform/server/auth/sessions.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Context } from '#platform/server/context.ts';
import { ChangePassword } from '../../contract.ts';
import type { Visit } from '../session/visit.ts';
import { aboutPerson } from './about-person.ts';
import { changeOwnAccount, ownAccount } from './own-account.ts';
import { requireProof } from './require-proof.ts';

/**
 * Sets another password. All other sessions of the account end: who knew the old one is out.
 * @throws directory.proof_needed, directory.proof_refused, platform.input_invalid
 */
export async function changePassword(ctx: Context, given: ChangePassword, visit: Visit): Promise<void> {
  const { personId, sessionId } = requirePerson(ctx);
  const { current, password } = ChangePassword.parse(given);
  await requireProof(ctx, current, visit);
  requireGoodPassword(password, await aboutPerson(ctx, personId), 'body.password');
  const account = await ownAccount(ctx);
  const hash = await hashPassword(password);
  await changeOwnAccount(ctx, account, async (tx) => {
    const trx = tx.as<AuthTables>();
    await savePassword(trx, account.id, hash, ctx.platform.now());
    const ended = await deleteSessions(trx, account.id, sessionId);
    const after = { changed: true, sessionsEnded: ended };
    return { change: { action: 'directory.password.change', before: null, after, notice: 'password' }, result: null };
  });
}
