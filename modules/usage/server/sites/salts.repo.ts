import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { UsageTables } from '../tables.ts';

const SALT_BYTES = 32;

export interface SiteDay {
  code: number;
  day: string;
}

/** Makes the salts that are missing. Two collectors may do it at once: the first one's stays. */
export async function insertMissingSalts(db: Kysely<UsageTables>, wanted: readonly SiteDay[]): Promise<void> {
  if (wanted.length === 0) return;
  // oxlint-disable-next-line nhipcau/guarded-writes -- the audit of a secret that must be forgotten would keep its trace
  await db
    .insertInto('usage.visitor_salt')
    .values(wanted.map(({ code, day }) => ({ site_code: code, day, salt: randomBytes(SALT_BYTES) })))
    .onConflict((conflict) => conflict.columns(['site_code', 'day']).doNothing())
    .execute();
}

/** All salts of days after one. */
export async function findSalts(db: Kysely<UsageTables>, after: string) {
  return await db
    .selectFrom('usage.visitor_salt')
    .select(['site_code as code', 'day', 'salt'])
    .where('day', '>', after)
    .execute();
}

/** Destroys the salts of a day and all before it: whose hash was whose can then never be found out again. */
export async function destroySalts(db: Kysely<UsageTables>, until: string): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- as for making them
  await db.deleteFrom('usage.visitor_salt').where('day', '<=', until).execute();
}
