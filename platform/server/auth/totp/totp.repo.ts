import type { Kysely, Transaction } from 'kysely';
import type { AuthTables } from '../tables.ts';

type Db = Kysely<AuthTables> | Transaction<AuthTables>;
type Trx = Transaction<AuthTables>;

export interface TotpRow {
  sealed: Buffer;
  lastStep: number;
  createdAt: Date;
}

export async function findTotp(db: Db, accountId: string): Promise<TotpRow | null> {
  const row = await db
    .selectFrom('platform.auth_totp')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row ? { sealed: row.sealed, lastStep: Number(row.last_step), createdAt: row.created_at } : null;
}

export async function saveTotp(trx: Trx, accountId: string, sealed: Buffer, step: number, now: Date): Promise<void> {
  await trx
    .insertInto('platform.auth_totp')
    .values({ account_id: accountId, sealed, last_step: step, created_at: now })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ sealed, last_step: step, created_at: now }))
    .execute();
}

/** Marks a step as used. Answers false when somebody was quicker: a code is good once, also for two at a time. */
export async function markStep(db: Db, accountId: string, step: number): Promise<boolean> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- a code is used up before anybody is signed in; the sign-in is told
  const { numUpdatedRows } = await db
    .updateTable('platform.auth_totp')
    .set({ last_step: step })
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deleteTotp(trx: Trx, accountId: string): Promise<void> {
  await trx.deleteFrom('platform.auth_totp').where('account_id', '=', accountId).execute();
}

export async function replaceRecoveryCodes(trx: Trx, accountId: string, hashes: readonly Buffer[]): Promise<void> {
  await trx.deleteFrom('platform.auth_recovery_code').where('account_id', '=', accountId).execute();
  if (hashes.length === 0) return;
  await trx
    .insertInto('platform.auth_recovery_code')
    .values(hashes.map((hash) => ({ account_id: accountId, hash })))
    .execute();
}

/** Uses a recovery code up; answers whether it was one. */
export async function takeRecoveryCode(db: Db, accountId: string, hash: Buffer): Promise<boolean> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- a code is used up before anybody is signed in; the sign-in is told
  const { numDeletedRows } = await db
    .deleteFrom('platform.auth_recovery_code')
    .where('account_id', '=', accountId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function countRecoveryCodes(db: Db, accountId: string): Promise<number> {
  const { count } = await db
    .selectFrom('platform.auth_recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
