import { type Kysely, sql } from 'kysely';
import type { AuthTables } from '../tables.ts';

type Db = Kysely<AuthTables>;

/**
 * Counts a try before it is judged, so that many at once cannot slip through together. Answers the count of the window
 * and when it began. In the order of keys, so that two processes never wait for each other in a circle.
 */
export async function countKey(db: Db, key: Buffer, now: Date, windowStart: Date) {
  // oxlint-disable-next-line nhipcau/guarded-writes -- a try counts whatever becomes of it, in a statement of its own
  const { rows } = await sql<{ count: number; since: Date }>`
    insert into platform.auth_try as t (key, count, since) values (${key}, 1, ${now})
    on conflict (key) do update set
      count = case when t.since <= ${windowStart} then 1 else t.count + 1 end,
      since = case when t.since <= ${windowStart} then excluded.since else t.since end
    returning count, since`.execute(db);
  return rows[0] ?? { count: 1, since: now };
}

export async function forgiveKeys(db: Db, keys: readonly Buffer[]): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- a try counts whatever becomes of it, in a statement of its own
  await db.deleteFrom('platform.auth_try').where('key', 'in', keys).execute();
}

/** Takes one try back from keys that many people share. */
export async function uncountKeys(db: Db, keys: readonly Buffer[]): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- a try counts whatever becomes of it, in a statement of its own
  await db
    .updateTable('platform.auth_try')
    .set((eb) => ({ count: eb('count', '-', 1) }))
    .where('key', 'in', keys)
    .where('count', '>', 0)
    .execute();
}

export async function deleteOldTries(db: Db, before: Date): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- what has run out is nobody's any more
  await db.deleteFrom('platform.auth_try').where('since', '<', before).execute();
}
