import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import { listAllSessions } from '#platform/server/auth/sessions.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import type { SecuritySession } from '../../contract/security.ts';
import type { DirectoryTables } from '../tables.ts';
import { findPeopleOfAccounts } from './security.repo.ts';

/** Sessions in force of all people. They count by the clock of the machine. */
export async function listSessions(ctx: Context, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  requirePermission(ctx, 'directory.security.inspect', null);
  const { db } = ctx.platform;
  const before = cursor === undefined ? null : readCursor(cursor, placeId);
  const found = await listAllSessions(db as Kysely<AuthTables>, new Date(), before, limit + 1);
  const { rows, next } = pageOf(found, limit, ({ id }) => id);
  const people = await findPeopleOfAccounts(
    db as Kysely<DirectoryTables>,
    rows.map(({ accountId }) => accountId),
  );
  const own = ctx.actor.kind === 'person' ? ctx.actor.sessionId : '';
  return {
    rows: rows.map(
      ({ accountId, createdAt, seenAt, ...row }): SecuritySession => ({
        ...row,
        person: people.get(accountId) ?? null,
        createdAt: createdAt.toISOString(),
        seenAt: seenAt.toISOString(),
        current: row.id === own,
      }),
    ),
    next,
    total: null,
  };
}
