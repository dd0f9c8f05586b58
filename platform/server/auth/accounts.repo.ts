import type { Kysely, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { AuthTables } from './tables.ts';

export type { AuthTables } from './tables.ts';

type Db = Kysely<AuthTables> | Transaction<AuthTables>;
type Trx = Transaction<AuthTables>;

/** The library's name for "signs in with a password". */
const PASSWORD_PROVIDER = 'credential';

export interface NewAccount {
  email: string;
  name: string;
  /** Made by {@link hashPassword}; null for an account that signs in another way. */
  passwordHash: string | null;
}

/** Adds accounts in the caller's transaction; answers their ids in order. Addresses already there get null. */
export async function insertAccounts(trx: Trx, accounts: readonly NewAccount[]): Promise<(string | null)[]> {
  if (accounts.length === 0) return [];
  const rows = accounts.map((account) => ({ id: uuidv7(), name: account.name, email: account.email.toLowerCase() }));
  const inserted = await trx
    .insertInto('platform.auth_account')
    .values(rows)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .execute();
  const made = new Set(inserted.map((row) => row.id));
  const credentials = rows.flatMap(({ id }, index) => {
    const password = accounts[index]?.passwordHash ?? null;
    return made.has(id) && password !== null
      ? [{ id: uuidv7(), account_id: id, provider: PASSWORD_PROVIDER, provider_account: id, password }]
      : [];
  });
  if (credentials.length > 0) await trx.insertInto('platform.auth_credential').values(credentials).execute();
  return rows.map(({ id }) => (made.has(id) ? id : null));
}

export interface Account {
  id: string;
  name: string;
  email: string;
}

export async function findAccount(db: Db, id: string): Promise<Account | null> {
  return (
    (await db
      .selectFrom('platform.auth_account')
      .select(['id', 'name', 'email'])
      .where('id', '=', id)
      .executeTakeFirst()) ?? null
  );
}

/** The account of an address with its password's hash; the hash is null where it has none. */
export async function findByEmail(db: Db, email: string): Promise<(Account & { passwordHash: string | null }) | null> {
  const row = await db
    .selectFrom('platform.auth_account as account')
    .leftJoin('platform.auth_credential as credential', (join) =>
      join.onRef('credential.account_id', '=', 'account.id').on('credential.provider', '=', PASSWORD_PROVIDER),
    )
    .select(['account.id', 'account.name', 'account.email', 'credential.password as passwordHash'])
    .where('account.email', '=', email.toLowerCase())
    .executeTakeFirst();
  return row ?? null;
}

/** The accounts that are meant by these names: an address, or an account's own id. */
export async function findAccountsByName(db: Db, names: readonly string[]): Promise<Account[]> {
  if (names.length === 0) return [];
  return await db
    .selectFrom('platform.auth_account')
    .select(['id', 'name', 'email'])
    .where((eb) => eb.or([eb('email', 'in', names), eb(eb.cast<string>('id', 'text'), 'in', names)]))
    .execute();
}

export async function findPasswordHash(db: Db, accountId: string): Promise<string | null> {
  const row = await db
    .selectFrom('platform.auth_credential')
    .select('password')
    .where('account_id', '=', accountId)
    .where('provider', '=', PASSWORD_PROVIDER)
    .executeTakeFirst();
  return row?.password ?? null;
}

/** Sets the password of an account, its first or another. */
export async function savePassword(trx: Trx, accountId: string, password: string, now: Date): Promise<void> {
  await trx
    .insertInto('platform.auth_credential')
    .values({
      id: uuidv7(),
      account_id: accountId,
      provider: PASSWORD_PROVIDER,
      provider_account: accountId,
      password,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['provider', 'provider_account']).doUpdateSet({ password, updated_at: now }),
    )
    .execute();
}

/** The account that an outside provider knows under this name. */
export async function findByOutsideName(db: Db, provider: string, name: string): Promise<string | null> {
  const row = await db
    .selectFrom('platform.auth_credential')
    .select('account_id')
    .where('provider', '=', provider)
    .where('provider_account', '=', name)
    .executeTakeFirst();
  return row?.account_id ?? null;
}

export async function insertOutsideName(trx: Trx, accountId: string, provider: string, name: string): Promise<void> {
  await trx
    .insertInto('platform.auth_credential')
    .values({ id: uuidv7(), account_id: accountId, provider, provider_account: name, password: null })
    .execute();
}

/** Names of the outside providers that know this account. */
export async function listOutsideNames(db: Db, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('platform.auth_credential')
    .select('provider')
    .where('account_id', '=', accountId)
    .where('provider', '!=', PASSWORD_PROVIDER)
    .orderBy('provider')
    .limit(20)
    .execute();
  return rows.map((row) => row.provider);
}
