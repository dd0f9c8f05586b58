import type { Kysely } from 'kysely';
import { findAccount, findByOutsideName, insertOutsideName } from '#platform/server/auth/accounts.repo.ts';
import { type OutsidePerson, returnFromOutside } from '#platform/server/auth/outside/openid.ts';
import { methodOf } from '#platform/server/auth/outside/providers.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { deleteTokens, findSubjectByData } from '#platform/server/auth/tokens.repo.ts';
import type { OidcProvider } from '#platform/server/config/config.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { makeAccount } from '../account/accept-invitation.ts';
import { forgetCache } from '../cache.ts';
import { findPerson } from '../people/people.repo.ts';
import { findActor } from '../roles/rights.ts';
import type { DirectoryTables } from '../tables.ts';
import { continueSignIn, type Opened } from './open-session.ts';
import { tellRefusal } from './sign-in.ts';
import { toldAs } from './told-as.ts';
import type { Visit } from './visit.ts';

/**
 * Signs in who comes back from an outside provider: somebody whom it has named before, or the person of an open
 * invitation to the very address that the provider has verified. Nobody registers by themselves. Null when refused.
 */
export async function signInFromOutside(
  ctx: Context,
  provider: OidcProvider,
  query: string,
  visit: Visit,
): Promise<{ opened: Opened; next: string } | null> {
  const method = methodOf(provider);
  const back = await returnFromOutside(ctx.platform, provider, query, visit.cookie);
  const accountId = back && (await accountOf(ctx, method, back.person));
  const opened = accountId && (await continueSignIn(ctx, accountId, method, visit));
  if (back && opened) return { opened, next: back.next };
  const email = back?.person.verifiedEmail;
  await tellRefusal(ctx, email ? await toldAs(ctx, email) : 'unknown', method, visit);
  return null;
}

async function accountOf(ctx: Context, method: string, { sub, verifiedEmail }: OutsidePerson): Promise<string | null> {
  const { platform } = ctx;
  const db = platform.db as Kysely<AuthTables>;
  const known = await findByOutsideName(db, method, sub);
  if (known !== null) return (await findAccount(db, known)) ? known : null;
  if (verifiedEmail === null) return null;
  const personId = await findSubjectByData(db, 'invitation', { email: verifiedEmail }, platform.now());
  const person = personId && (await findPerson(platform.db as Kysely<DirectoryTables>, personId));
  if (!person || person.hasAccount) return null;
  // oxlint-disable-next-line nhipcau/guarded-writes -- the invitation to this verified address is the right to it
  const accountId = await transact(ctx, async (tx) => {
    const made = await makeAccount(tx, person, verifiedEmail, null);
    await insertOutsideName(tx.as<AuthTables>(), made, method, sub);
    await deleteTokens(tx.as<AuthTables>(), 'invitation', person.id);
    const subject = { type: 'directory.account', id: made };
    tx.audit({ action: 'directory.outside.link', subject, before: null, after: { method, email: verifiedEmail } });
    return made;
  });
  forgetCache(platform);
  return (await findActor(platform, { accountId, sessionId: '', method })) ? accountId : null;
}
