import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { Kysely } from 'kysely';
import { findAccount } from '#platform/server/auth/accounts.repo.ts';
import { markUsed } from '#platform/server/auth/passkeys/passkeys.repo.ts';
import { readPasskey } from '#platform/server/auth/passkeys/passkeys.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { Credential } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { findActor } from '../roles/rights.ts';
import { type Opened, openSession } from './open-session.ts';
import { tellRefusal } from './sign-in.ts';
import type { Visit } from './visit.ts';

/** Signs in with a passkey: what one has and who one is, at once. @throws directory.sign_in_refused */
export async function signInWithPasskey(ctx: Context, credential: Credential, visit: Visit): Promise<Opened> {
  const { platform } = ctx;
  const db = platform.db as Kysely<AuthTables>;
  const read = await readPasskey(platform, credential as unknown as AuthenticationResponseJSON);
  const accountId = read?.passkey.account_id ?? '';
  const account = read && (await findAccount(db, accountId));
  const holdsPost = read && (await findActor(platform, { accountId, sessionId: '', method: 'passkey' }));
  if (!read || !account || !holdsPost) {
    await tellRefusal(ctx, account?.id ?? 'unknown', 'passkey', visit);
    throw directoryErrors.fail('directory.sign_in_refused');
  }
  // oxlint-disable-next-line nhipcau/guarded-writes -- the passkey has answered rightly
  await transact(ctx, async (tx) => {
    await markUsed(tx.as<AuthTables>(), read.passkey.id, read.counter, platform.now());
    tx.audit({
      action: 'directory.passkey.use',
      subject: { type: 'directory.account', id: accountId },
      before: null,
      after: { passkey: read.passkey.name },
    });
  });
  return await openSession(ctx, account, 'passkey', visit);
}
