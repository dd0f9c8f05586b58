import type { Kysely, Transaction } from 'kysely';
import type { ConnectionCheck } from '../../contract.ts';
import type { CheckResult, UsageTables } from '../tables.ts';

type Db = Kysely<UsageTables> | Transaction<UsageTables>;

export async function insertCheck(trx: Transaction<UsageTables>, id: string, siteId: string, at: Date): Promise<void> {
  await trx.insertInto('usage.connection_check').values({ id, site_id: siteId, asked_at: at, result: null }).execute();
}

export async function finishCheck(trx: Transaction<UsageTables>, id: string, at: Date, result: CheckResult) {
  await trx
    .updateTable('usage.connection_check')
    .set({ done_at: at, result: JSON.stringify(result) })
    .where('id', '=', id)
    .execute();
}

/** The site that an unfinished check is of. */
export async function findOpenCheck(db: Db, id: string): Promise<{ code: number; state: string } | undefined> {
  return await (db as Kysely<UsageTables>)
    .selectFrom('usage.connection_check as c')
    .innerJoin('usage.site as s', 's.id', 'c.site_id')
    .select(['s.code', 's.state'])
    .where('c.id', '=', id)
    .where('c.done_at', 'is', null)
    .executeTakeFirst();
}

export async function findNewestCheck(db: Db, siteId: string): Promise<ConnectionCheck | null> {
  const row = await (db as Kysely<UsageTables>)
    .selectFrom('usage.connection_check')
    .select(['asked_at', 'done_at', 'result'])
    .where('site_id', '=', siteId)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    ...(row.result ?? NOTHING),
    state: row.done_at === null ? 'waiting' : 'done',
    askedAt: row.asked_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
  };
}

/** A check of which nothing is known yet. */
export const NOTHING: CheckResult = {
  url: null,
  result: null,
  found: [],
  missing: [],
  client: null,
  otherCode: null,
  problem: null,
  status: null,
};
