import type { Generated, Kysely, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';

/** Tables behind sign-in, as far as we write them ourselves; the library reads and writes the rest. */
export interface AuthTables {
  'platform.auth_account': { id: string; name: string; email: string; email_verified: Generated<boolean> };
  'platform.auth_credential': {
    id: string;
    account_id: string;
    provider: string;
    provider_account: string;
    password: string;
  };
  'platform.auth_session': { id: string; account_id: string; token: string; expires_at: Date };
}

/** The library's name for "signs in with a password". */
const PASSWORD_PROVIDER = 'credential';

export interface NewAccount {
  email: string;
  name: string;
  /** Made by {@link hashPassword}. */
  passwordHash: string;
}

/** Adds accounts in the caller's transaction; answers their ids in order. Addresses already there get null. */
export async function insertAccounts(
  trx: Transaction<AuthTables>,
  accounts: readonly NewAccount[],
): Promise<(string | null)[]> {
  if (accounts.length === 0) return [];
  const rows = accounts.map((account) => ({ id: uuidv7(), name: account.name, email: account.email.toLowerCase() }));
  const inserted = await trx
    .insertInto('platform.auth_account')
    .values(rows)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .execute();
  const made = new Set(inserted.map((row) => row.id));
  const credentials = rows.flatMap(({ id }, index) =>
    made.has(id)
      ? [
          {
            id: uuidv7(),
            account_id: id,
            provider: PASSWORD_PROVIDER,
            provider_account: id,
            password: accounts[index]?.passwordHash ?? '',
          },
        ]
      : [],
  );
  if (credentials.length > 0) await trx.insertInto('platform.auth_credential').values(credentials).execute();
  return rows.map(({ id }) => (made.has(id) ? id : null));
}

export async function deleteSessions(db: Kysely<AuthTables>, accountId: string): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- the verb that ends them says so in its audit
  await db.deleteFrom('platform.auth_session').where('account_id', '=', accountId).execute();
}
