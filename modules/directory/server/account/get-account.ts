import type { Kysely } from 'kysely';
import { findPasswordHash, listOutsideNames } from '#platform/server/auth/accounts.repo.ts';
import { requirePerson } from '#platform/server/auth/actor.ts';
import { listPasskeys } from '#platform/server/auth/passkeys/passkeys.repo.ts';
import { listSessions } from '#platform/server/auth/sessions.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import { countRecoveryCodes, findTotp } from '#platform/server/auth/totp/totp.repo.ts';
import type { Context } from '#platform/server/context.ts';
import type { Account } from '../../contract.ts';
import { ownAccount } from './own-account.ts';
import { isFresh } from './require-proof.ts';

const SESSIONS_SHOWN = 100;

/** My account, with all ways into it. */
export async function getAccount(ctx: Context): Promise<Account> {
  const { accountId, sessionId, mustEnrol } = requirePerson(ctx);
  const db = ctx.platform.db as Kysely<AuthTables>;
  const [account, hash, totp, codes, passkeys, sessions, providers, fresh] = await Promise.all([
    ownAccount(ctx),
    findPasswordHash(db, accountId),
    findTotp(db, accountId),
    countRecoveryCodes(db, accountId),
    listPasskeys(db, accountId),
    listSessions(db, accountId, new Date(), SESSIONS_SHOWN),
    listOutsideNames(db, accountId),
    isFresh(ctx),
  ]);
  return {
    name: account.name,
    email: account.email,
    mustEnrol: mustEnrol ?? false,
    hasPassword: hash !== null,
    totp: totp && { since: totp.createdAt.toISOString(), recoveryCodesLeft: codes },
    passkeys: passkeys.map(({ id, name, created_at, used_at }) => ({
      id,
      name,
      createdAt: created_at.toISOString(),
      usedAt: used_at?.toISOString() ?? null,
    })),
    sessions: sessions.map(({ id, method, address, agent, createdAt, seenAt }) => ({
      id,
      method,
      address,
      agent,
      current: id === sessionId,
      createdAt: createdAt.toISOString(),
      seenAt: seenAt.toISOString(),
    })),
    providers,
    fresh,
  };
}
