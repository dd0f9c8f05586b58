import type { Kysely } from 'kysely';
import { findAccount, savePassword } from '#platform/server/auth/accounts.repo.ts';
import { requireGoodPassword } from '#platform/server/auth/password/check.ts';
import { hashPassword } from '#platform/server/auth/password/hash.ts';
import { deleteSessions } from '#platform/server/auth/sessions.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { deleteTokens, findToken, takeToken } from '#platform/server/auth/tokens.repo.ts';
import type { Context } from '#platform/server/context.ts';
import { SetPassword, type Welcome } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { findActor } from '../roles/rights.ts';
import { continueSignIn, type Opened } from '../session/open-session.ts';
import type { Visit } from '../session/visit.ts';
import { aboutPerson } from './about-person.ts';
import { changeOwnAccount } from './own-account.ts';

/** Whose password a link sets. @throws directory.link_over */
export async function lookAtReset(ctx: Context, secret: string): Promise<Welcome> {
  const { account, expiresAt } = await requireReset(ctx, secret);
  return { name: account.name, email: account.email, expiresAt: expiresAt.toISOString() };
}

/**
 * Sets a password with a link from a mail. All sessions end. The link proves the post box, not the second factor: that
 * one is asked for as ever.
 * @throws directory.link_over, directory.sign_in_refused, platform.input_invalid
 */
export async function resetPassword(ctx: Context, given: SetPassword, visit: Visit): Promise<Opened> {
  const { token: secret, password } = SetPassword.parse(given);
  const { account } = await requireReset(ctx, secret);
  const actor = await findActor(ctx.platform, { accountId: account.id, sessionId: '', method: 'reset' });
  if (!actor) throw directoryErrors.fail('directory.sign_in_refused');
  requireGoodPassword(password, await aboutPerson(ctx, actor.personId), 'body.password');
  const hash = await hashPassword(password);
  await changeOwnAccount({ ...ctx, actor }, account, async (tx) => {
    const trx = tx.as<AuthTables>();
    const now = ctx.platform.now();
    if (!(await takeToken(trx, 'reset', secret, now))) throw directoryErrors.fail('directory.link_over');
    await savePassword(trx, account.id, hash, now);
    await deleteTokens(trx, 'second_step', account.id);
    const after = { changed: true, sessionsEnded: await deleteSessions(trx, account.id), from: visit.from };
    return { change: { action: 'directory.password.reset', before: null, after, notice: 'reset' }, result: null };
  });
  const opened = await continueSignIn(ctx, account.id, 'reset', visit);
  if (opened === null) throw directoryErrors.fail('directory.sign_in_refused');
  return opened;
}

async function requireReset({ platform }: Context, secret: string) {
  const db = platform.db as Kysely<AuthTables>;
  const token = await findToken(db, 'reset', secret, platform.now());
  const account = token && (await findAccount(db, token.subject));
  if (!token || !account) throw directoryErrors.fail('directory.link_over');
  return { account, expiresAt: token.expiresAt };
}
