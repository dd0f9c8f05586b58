import { platformErrors } from '#platform/errors.ts';
import { openAuth } from '#platform/server/auth/open-auth.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { Platform } from '#platform/server/platform.ts';
import { SignIn } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { findActor } from '../roles/rights.ts';
import { type Attempts, countAttempts } from './attempts.ts';

export interface From {
  address: string;
  /** What the browser calls itself. */
  agent: string;
}

const counters = new WeakMap<Platform, Attempts>();

/**
 * Signs a person in; answers the `Set-Cookie` headers. Unknown, wrong and without a post look alike and take as long.
 * Each try is in the audit, without the password.
 * @throws directory.sign_in_refused, platform.too_many_requests
 */
export async function signIn(
  ctx: Context,
  given: SignIn,
  from: From,
): Promise<{ cookies: string[]; accountId: string }> {
  const { email, password } = SignIn.parse(given);
  const attempts = attemptsOf(ctx.platform);
  const now = ctx.platform.now();
  const wait = attempts.wait(from.address, email, now);
  if (wait > 0) throw platformErrors.fail('platform.too_many_requests', { detail: `Try again in ${wait} seconds.` });
  const auth = openAuth(ctx.platform);
  const signedIn = await auth.signIn(email, password, from);
  const actor = signedIn && (await findActor(ctx.platform, { accountId: signedIn.accountId, sessionId: '' }));
  if (signedIn && !actor) await auth.signOut(cookieHeader(signedIn.cookies));
  if (!signedIn || !actor) {
    attempts.failed(from.address, email, now);
    await tell(ctx, 'directory.session.refuse', email, from);
    throw directoryErrors.fail('directory.sign_in_refused');
  }
  attempts.succeeded(from.address, email);
  await tell({ ...ctx, actor }, 'directory.session.open', signedIn.accountId, from);
  return signedIn;
}

/** Ends the session of a request, if it has one; answers the headers that clear its cookie. */
export async function signOut(ctx: Context, cookie: string): Promise<string[]> {
  const cookies = await openAuth(ctx.platform).signOut(cookie);
  if (ctx.actor.kind === 'person') await tell(ctx, 'directory.session.close', ctx.actor.accountId, null);
  return cookies;
}

async function tell(ctx: Context, action: string, id: string, from: From | null): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- who signs in or out has proven who they are, or is refused; each try is told
  await transact(ctx, async (tx) => {
    tx.audit({
      action,
      subject: { type: 'directory.account', id },
      before: null,
      after: { from: from ?? 'signed out' },
    });
  });
}

function attemptsOf(platform: Platform): Attempts {
  const known = counters.get(platform) ?? countAttempts();
  counters.set(platform, known);
  return known;
}

/** The `Cookie` header that a browser would send back for these `Set-Cookie` headers. */
export function cookieHeader(setCookies: readonly string[]): string {
  return setCookies.map((line) => line.split(';')[0]).join('; ');
}
