import type { Kysely } from 'kysely';
import { findAccountsByName } from '#platform/server/auth/accounts.repo.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Context } from '#platform/server/context.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import type { Refusal } from '../../contract/security.ts';
import type { DirectoryTables } from '../tables.ts';
import { findPeopleOfAccounts, listRefusals as listRows } from './security.repo.ts';

/** Refused sign-ins, as the audit has them. */
export async function listRefusals(ctx: Context, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  requirePermission(ctx, 'directory.security.inspect', null);
  const { db } = ctx.platform;
  const before = cursor === undefined ? null : readCursor(cursor, placeId);
  const found = await listRows(db as Kysely<PlatformTables>, before, limit + 1);
  const { rows, next } = pageOf(found, limit, ({ id }) => id);
  const accounts = await findAccountsByName(
    db as Kysely<AuthTables>,
    rows.map((row) => row.subject_id),
  );
  const people = await findPeopleOfAccounts(
    db as Kysely<DirectoryTables>,
    accounts.map(({ id }) => id),
  );
  return {
    rows: rows.map((row): Refusal => {
      const account = accounts.find(({ id, email }) => id === row.subject_id || email === row.subject_id);
      const { method, from } = row.after as { method?: string; from?: { address?: string; agent?: string } };
      return {
        id: row.id,
        at: row.at.toISOString(),
        who: account?.email ?? row.subject_id,
        person: (account && people.get(account.id)) ?? null,
        method: method ?? 'password',
        address: from?.address ?? null,
        agent: from?.agent ?? null,
      };
    }),
    next,
    total: null,
  };
}
