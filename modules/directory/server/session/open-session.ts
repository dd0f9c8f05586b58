import type { Kysely } from 'kysely';
import { type Account, findAccount } from '#platform/server/auth/accounts.repo.ts';
import { isSecure, STEP_LIFE_MS, stepCookie } from '#platform/server/auth/cookies.ts';
import { openAuth } from '#platform/server/auth/open-auth.ts';
import { provesFactor } from '#platform/server/auth/outside/providers.ts';
import { hasSecondFactor } from '#platform/server/auth/passkeys/passkeys.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { insertToken } from '#platform/server/auth/tokens.repo.ts';
import { deviceCookie } from '#platform/server/auth/tries/device.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { Session } from '../../contract.ts';
import { findActor } from '../roles/rights.ts';
import { getSession } from './get-session.ts';
import type { Visit } from './visit.ts';

/** How a sign-in went on: cookies for the browser, and what its page shows. */
export interface Opened {
  cookies: string[];
  session: Session;
}

/**
 * Goes on after the first proof (password, link from a mail): asks for the second factor where there is one, else opens
 * the session. Null for an account that belongs to nobody or to somebody without a post.
 */
export async function continueSignIn(
  ctx: Context,
  accountId: string,
  method: string,
  visit: Visit,
): Promise<Opened | null> {
  const { platform } = ctx;
  const db = platform.db as Kysely<AuthTables>;
  const account = await findAccount(db, accountId);
  if (!account || !(await findActor(platform, { accountId, sessionId: '', method }))) return null;
  const { totp, passkey } = await hasSecondFactor(db, accountId);
  const proved = provesFactor(platform.config, method);
  if (proved || (!totp && !passkey)) return await openSession(ctx, account, method, visit);
  const now = platform.now();
  // oxlint-disable-next-line nhipcau/guarded-writes -- the password was right, or the link
  const secret = await transact(ctx, async (tx) => {
    tx.audit({
      action: 'directory.session.step',
      subject: { type: 'directory.account', id: accountId },
      before: null,
      after: { method, from: visit.from },
    });
    const step = { purpose: 'second_step', subject: accountId, data: { method }, now, lifeMs: STEP_LIFE_MS } as const;
    return await insertToken(tx.as<AuthTables>(), step);
  });
  const session = await getSession({ ...ctx, actor: { kind: 'anonymous' } });
  return {
    cookies: [stepCookie(platform.config, secret)],
    session: { ...session, step: { code: totp, passkey } },
  };
}

/** Opens the session of who has proved all that is asked for; from now on this device is known for the account. */
export async function openSession(ctx: Context, account: Account, method: string, visit: Visit): Promise<Opened> {
  const { platform } = ctx;
  const accountId = account.id;
  const actor = (await findActor(platform, { accountId, sessionId: '', method })) ?? { kind: 'anonymous' };
  // oxlint-disable-next-line nhipcau/guarded-writes -- all proofs that are asked for have been given
  const cookie = await transact({ ...ctx, actor }, async (tx) => {
    tx.audit({
      action: 'directory.session.open',
      subject: { type: 'directory.account', id: accountId },
      before: null,
      after: { method, from: visit.from },
    });
    return await openAuth(platform).openSession(tx.as<AuthTables>(), accountId, method, visit.from);
  });
  const { config, secrets } = platform;
  return {
    cookies: [cookie, stepCookie(config, ''), deviceCookie(secrets, visit.cookie, account.email, isSecure(config))],
    session: await getSession({ ...ctx, actor }),
  };
}
