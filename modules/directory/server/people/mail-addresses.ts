import type { Kysely } from 'kysely';
import { findAccountsByName } from '#platform/server/auth/accounts.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { DirectoryTables } from '../tables.ts';
import { findAccountsOf } from './people.repo.ts';

export interface MailAddress {
  personId: string;
  name: string;
  email: string;
}

/** Where people who can sign in get mail. Who has no account is left out. */
export async function mailAddresses(platform: Platform, personIds: readonly string[]): Promise<MailAddress[]> {
  const pairs = await findAccountsOf(platform.db as Kysely<DirectoryTables>, personIds);
  const accounts = await findAccountsByName(
    platform.db as Kysely<AuthTables>,
    pairs.map(({ accountId }) => accountId),
  );
  const known = new Map(accounts.map((account) => [account.id, account]));
  return pairs.flatMap(({ personId, accountId }) => {
    const account = known.get(accountId);
    return account ? [{ personId, name: account.name, email: account.email }] : [];
  });
}
