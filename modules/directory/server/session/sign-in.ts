import { openAuth } from '#platform/server/auth/open-auth.ts';
import { deviceOf } from '#platform/server/auth/tries/device.ts';
import { beginTry } from '#platform/server/auth/tries/tries.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { SignIn } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { continueSignIn, type Opened } from './open-session.ts';
import { toldAs } from './told-as.ts';
import type { Visit } from './visit.ts';

/**
 * Signs a person in with address and password, or asks for the second factor. Unknown, wrong and without a post look
 * alike and take as long. Each try is in the audit, without the password.
 * @throws directory.sign_in_refused, platform.too_many_requests
 */
export async function signIn(ctx: Context, given: SignIn, visit: Visit): Promise<Opened> {
  const { email, password } = SignIn.parse(given);
  const { platform } = ctx;
  const { address } = visit.from;
  const device = deviceOf(platform.secrets, visit.cookie, email);
  const tried = await beginTry(platform, { act: 'password', address, account: email, device });
  const accountId = await openAuth(platform).checkPassword(email, password);
  const opened = accountId === null ? null : await continueSignIn(ctx, accountId, 'password', visit);
  if (opened === null) {
    await tellRefusal(ctx, await toldAs(ctx, email), 'password', visit);
    throw directoryErrors.fail('directory.sign_in_refused');
  }
  await tried.succeeded();
  return opened;
}

/** Ends the session of a request, if it has one; answers the headers that clear its cookie. */
export async function signOut(ctx: Context, cookie: string): Promise<string[]> {
  const cookies = await openAuth(ctx.platform).signOut(cookie);
  const { actor } = ctx;
  if (actor.kind !== 'person') return cookies;
  // oxlint-disable-next-line nhipcau/guarded-writes -- whoever has a session may end it
  await transact(ctx, async (tx) => {
    tx.audit({
      action: 'directory.session.close',
      subject: { type: 'directory.account', id: actor.accountId },
      before: null,
      after: { by: 'sign out' },
    });
  });
  return cookies;
}

/** Tells a refused sign-in. `who`: the account, or what {@link toldAs} made of what was typed. */
export async function tellRefusal(ctx: Context, who: string, method: string, { from }: Visit): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- who signs in has proven who they are, or is refused; each try is told
  await transact(ctx, async (tx) => {
    tx.audit({
      action: 'directory.session.refuse',
      subject: { type: 'directory.account', id: who },
      before: null,
      after: { method, from },
    });
  });
}

/** The `Cookie` header that a browser would send back for these `Set-Cookie` headers. */
export function cookieHeader(setCookies: readonly string[]): string {
  return setCookies.map((line) => line.split(';')[0]).join('; ');
}
