import type { Kysely } from 'kysely';
import { insertAccounts } from '#platform/server/auth/accounts.repo.ts';
import { requireGoodPassword } from '#platform/server/auth/password/check.ts';
import { hashPassword } from '#platform/server/auth/password/hash.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { findToken, type Token, takeToken } from '#platform/server/auth/tokens.repo.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { SetPassword, type Welcome } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { findPerson, linkAccounts } from '../people/people.repo.ts';
import { continueSignIn, type Opened } from '../session/open-session.ts';
import type { Visit } from '../session/visit.ts';
import type { DirectoryTables } from '../tables.ts';
import { aboutPerson } from './about-person.ts';

/** Whom an invitation is for. @throws directory.link_over */
export async function lookAtInvitation(ctx: Context, secret: string): Promise<Welcome> {
  const { token, person } = await requireInvited(ctx, secret);
  return { name: person.name, email: String(token.data['email']), expiresAt: token.expiresAt.toISOString() };
}

/**
 * Makes the account of an invited person with its first password, and signs in.
 * @throws directory.link_over, directory.email_taken, directory.sign_in_refused, platform.input_invalid
 */
export async function acceptInvitation(ctx: Context, given: SetPassword, visit: Visit): Promise<Opened> {
  const { token: secret, password } = SetPassword.parse(given);
  const { person, token } = await requireInvited(ctx, secret);
  requireGoodPassword(password, await aboutPerson(ctx, person.id), 'body.password');
  const passwordHash = await hashPassword(password);
  // oxlint-disable-next-line nhipcau/guarded-writes -- the token from the mail is the right to it
  const accountId = await transact(ctx, async (tx) => {
    if (!(await takeToken(tx.as<AuthTables>(), 'invitation', secret, ctx.platform.now()))) {
      throw directoryErrors.fail('directory.link_over');
    }
    return await makeAccount(tx, person, String(token.data['email']), passwordHash);
  });
  forgetCache(ctx.platform);
  const opened = await continueSignIn(ctx, accountId, 'invitation', visit);
  if (opened === null) throw directoryErrors.fail('directory.sign_in_refused');
  return opened;
}

/** The account of an invited person, in the caller's transaction. @throws directory.email_taken */
export async function makeAccount(
  tx: Tx,
  person: { id: string; name: string },
  email: string,
  passwordHash: string | null,
): Promise<string> {
  const [accountId] = await insertAccounts(tx.as<AuthTables>(), [{ email, name: person.name, passwordHash }]);
  if (!accountId) throw directoryErrors.fail('directory.email_taken');
  await linkAccounts(tx.as<DirectoryTables>(), [{ accountId, personId: person.id }]);
  tx.audit({
    action: 'directory.account.create',
    subject: { type: 'directory.person', id: person.id },
    before: null,
    after: { accountId, email },
  });
  tx.emit({ topic: CHANGED });
  return accountId;
}

async function requireInvited(
  { platform }: Context,
  secret: string,
): Promise<{ token: Token; person: { id: string; name: string } }> {
  const token = await findToken(platform.db as Kysely<AuthTables>, 'invitation', secret, platform.now());
  const person = token && (await findPerson(platform.db as Kysely<DirectoryTables>, token.subject));
  if (!token || !person || person.hasAccount) throw directoryErrors.fail('directory.link_over');
  return { token, person };
}
