import type { Kysely, Selectable, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { AuthTables } from '../tables.ts';

type Db = Kysely<AuthTables> | Transaction<AuthTables>;
type Trx = Transaction<AuthTables>;

export type PasskeyRow = Selectable<AuthTables['platform.auth_passkey']>;

export interface NewPasskey {
  accountId: string;
  name: string;
  credential: string;
  publicKey: Uint8Array;
  counter: number;
  transports: string[];
  now: Date;
}

/** More than anybody needs; each is offered to the browser at each sign-in. */
const MOST = 20;

export async function listPasskeys(db: Db, accountId: string): Promise<PasskeyRow[]> {
  return await db
    .selectFrom('platform.auth_passkey')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('id')
    .limit(MOST)
    .execute();
}

export async function findPasskey(db: Db, credential: string): Promise<PasskeyRow | null> {
  return (
    (await db
      .selectFrom('platform.auth_passkey')
      .selectAll()
      .where('credential', '=', credential)
      .executeTakeFirst()) ?? null
  );
}

/** Answers null when this very key is there already, at whichever account. */
export async function insertPasskey(trx: Trx, passkey: NewPasskey): Promise<string | null> {
  const row = await trx
    .insertInto('platform.auth_passkey')
    .values({
      id: uuidv7(),
      account_id: passkey.accountId,
      name: passkey.name,
      credential: passkey.credential,
      public_key: Buffer.from(passkey.publicKey),
      counter: passkey.counter,
      transports: passkey.transports,
      created_at: passkey.now,
      used_at: null,
    })
    .onConflict((conflict) => conflict.column('credential').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function markUsed(trx: Trx, id: string, counter: number, now: Date): Promise<void> {
  await trx.updateTable('platform.auth_passkey').set({ counter, used_at: now }).where('id', '=', id).execute();
}

/** Answers the name before, null when the account has no such passkey. */
export async function renamePasskey(trx: Trx, accountId: string, id: string, name: string): Promise<string | null> {
  const row = await trx
    .selectFrom('platform.auth_passkey')
    .select('name')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();
  if (row) await trx.updateTable('platform.auth_passkey').set({ name }).where('id', '=', id).execute();
  return row?.name ?? null;
}

export async function deletePasskey(trx: Trx, accountId: string, id: string): Promise<string | null> {
  const row = await trx
    .deleteFrom('platform.auth_passkey')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returning('name')
    .executeTakeFirst();
  return row?.name ?? null;
}

/** Has the account anything beside its password? */
export async function hasSecondFactor(db: Db, accountId: string): Promise<{ totp: boolean; passkey: boolean }> {
  const row = await db
    .selectNoFrom((eb) => [
      eb
        .exists(eb.selectFrom('platform.auth_totp').select('account_id').where('account_id', '=', accountId))
        .as('totp'),
      eb.exists(eb.selectFrom('platform.auth_passkey').select('id').where('account_id', '=', accountId)).as('passkey'),
    ])
    .executeTakeFirstOrThrow();
  return { totp: Boolean(row.totp), passkey: Boolean(row.passkey) };
}
