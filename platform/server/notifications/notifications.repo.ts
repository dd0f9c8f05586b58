import { type Insertable, type Kysely, sql, type Transaction } from 'kysely';
import type { NotificationTables } from './tables.ts';

type Db = Kysely<NotificationTables> | Transaction<NotificationTables>;
type Trx = Transaction<NotificationTables>;

/** Beyond so many nobody counts. */
export const UNREAD_MOST = 100;
/** Rows of one statement: PostgreSQL takes 65,535 values at most. */
const AT_ONCE = 2_000;

export async function insertNotifications(
  trx: Trx,
  rows: readonly Insertable<NotificationTables['platform.notification']>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await trx
      .insertInto('platform.notification')
      .values(rows.slice(from, from + AT_ONCE))
      .execute();
  }
}

/** A person's notifications, newest first, after the one `after`. */
export async function findNotifications(db: Db, personId: string, after: string | null, limit: number) {
  return await db
    .selectFrom('platform.notification')
    .select(['id', 'kind', 'text', 'values', 'link', 'at', 'read_at as readAt'])
    .where('person_id', '=', personId)
    .$if(after !== null, (query) => query.where('id', '<', after))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Up to {@link UNREAD_MOST}. */
export async function countUnread(db: Db, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from platform.notification where person_id = ${personId} and read_at is null limit ${UNREAD_MOST}
    ) unread`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Marks one of the person's own, or all. Answers how many of them there were, read or not. */
export async function markRead(trx: Trx, personId: string, id: string | null, now: Date): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('platform.notification')
    .set((eb) => ({ read_at: eb.fn.coalesce('read_at', eb.val(now)) }))
    .where('person_id', '=', personId)
    .$if(id !== null, (query) => query.where('id', '=', id))
    .$if(id === null, (query) => query.where('read_at', 'is', null))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function forgetBefore(trx: Trx, instant: Date): Promise<void> {
  await trx.deleteFrom('platform.notification').where('at', '<', instant).execute();
}

/** Was anybody told something of this kind since then? */
export async function wasTold(db: Kysely<NotificationTables>, kind: string, since: Date): Promise<boolean> {
  const row = await db
    .selectFrom('platform.notification')
    .select('id')
    .where('kind', '=', kind)
    .where('at', '>', since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
