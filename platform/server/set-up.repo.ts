import type { Kysely, Transaction } from 'kysely';
import type { PlatformTables } from './database/tables.ts';
import type { Platform } from './platform.ts';

const KEY = 'set_up';

/** Has the first administrator named this node? Until then only the set-up page is served. */
export async function isSetUp(platform: Platform): Promise<boolean> {
  const row = await (platform.db as Kysely<PlatformTables>)
    .selectFrom('platform.setting')
    .select('key')
    .where('key', '=', KEY)
    .executeTakeFirst();
  return row !== undefined;
}

/** What the set-up wrote of this node; null before it. */
export async function findSetUp(platform: Platform): Promise<{ code?: string } | null> {
  const row = await (platform.db as Kysely<PlatformTables>)
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', KEY)
    .executeTakeFirst();
  return row === undefined ? null : row.value;
}

/** When the node was set up; null before it. */
export async function findSetUpTime(db: Kysely<PlatformTables>): Promise<Date | null> {
  const row = await db.selectFrom('platform.setting').select('changed_at').where('key', '=', KEY).executeTakeFirst();
  return row?.changed_at ?? null;
}

/**
 * Claims the set-up, in the transaction that names the node. Answers false when somebody was quicker: the second of
 * two waits for the first and then finds the row.
 */
export async function claimSetUp(trx: Transaction<PlatformTables>, value: object): Promise<boolean> {
  const inserted = await trx
    .insertInto('platform.setting')
    .values({ key: KEY, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst();
  return inserted !== undefined;
}
