import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import { findByEmail } from '#platform/server/auth/accounts.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Context } from '#platform/server/context.ts';

/**
 * How the audit names whom a refused sign-in was for: the id of the account that has this address; else `unknown:` and a
 * keyed hash of what was typed. People type passwords there, and the audit is kept for years; the hash shows only that
 * the same was typed again.
 */
export async function toldAs({ platform }: Context, typed: string): Promise<string> {
  const account = await findByEmail(platform.db as Kysely<AuthTables>, typed);
  if (account !== null) return account.id;
  const hash = createHmac('sha256', platform.secrets.auditKey).update(`typed\n${typed}`).digest('base64url');
  return `unknown:${hash.slice(0, 16)}`;
}
