import { type Insertable, type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { MailState, MailTables } from './tables.ts';

type Db = Kysely<MailTables> | Transaction<MailTables>;
type Trx = Transaction<MailTables>;
type Row = Selectable<MailTables['platform.mail']>;

/** How a try ended that did not send: whether and when the next one is. */
export interface Outcome {
  state: 'waiting' | 'refused';
  cause: string;
  nextAt: Date;
}

export async function insertMail(trx: Trx, mail: Insertable<MailTables['platform.mail']>): Promise<void> {
  await trx.insertInto('platform.mail').values(mail).execute();
}

/** The mail that has been due longest, locked; those that another process has in hand are left to it. */
export async function lockDueMail(trx: Trx, now: Date): Promise<(Row & { sealed: Buffer }) | null> {
  const row = await trx
    .selectFrom('platform.mail')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row?.sealed ? { ...row, sealed: row.sealed } : null;
}

export async function markSent(trx: Trx, id: string, now: Date): Promise<void> {
  await trx
    .updateTable('platform.mail')
    .set((eb) => ({
      state: 'sent',
      sealed: null,
      cause: null,
      sent_at: now,
      attempts: eb('attempts', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

export async function markFailed(trx: Trx, id: string, { state, cause, nextAt }: Outcome): Promise<void> {
  await trx
    .updateTable('platform.mail')
    .set((eb) => ({ state, cause, next_at: nextAt, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Gives all that are due the same cause: the mail server itself cannot be used. */
export async function postponeDue(db: Db, now: Date, cause: string, nextAt: Date): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- the state of a queue, no act of anybody
  await db
    .updateTable('platform.mail')
    .set({ cause, next_at: nextAt })
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .execute();
}

/** Lets go what is too late to send, and forgets what is older than `before`. */
export async function tidyMails(db: Db, now: Date, before: Date): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- the state of a queue, no act of anybody
  await db
    .updateTable('platform.mail')
    .set({ state: 'expired', sealed: null })
    .where('state', 'in', ['waiting', 'refused'])
    .where('expires_at', '<=', now)
    .execute();
  // oxlint-disable-next-line nhipcau/guarded-writes -- what is older than its use, by one rule for all
  await db
    .deleteFrom('platform.mail')
    .where('state', 'in', ['sent', 'expired'])
    .where('created_at', '<', before)
    .execute();
}

/** Makes a mail due at once. Answers whether there was one to send. */
export async function makeDue(trx: Trx, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('platform.mail')
    .set({ state: 'waiting', next_at: now })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'refused'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface MailTrouble {
  /** Waiting since before the given moment. */
  stuck: number;
  refused: number;
  /** Of the newest of them that has one. */
  cause: string | null;
}

export async function findMailTrouble(db: Db, before: Date): Promise<MailTrouble> {
  const { rows } = await sql<MailTrouble>`
    select count(*) filter (where state = 'waiting') as stuck, count(*) filter (where state = 'refused') as refused,
      (array_agg(cause order by id desc) filter (where cause is not null))[1] as cause
    from platform.mail where state = 'refused' or state = 'waiting' and created_at < ${before}`.execute(db);
  return rows[0] ?? { stuck: 0, refused: 0, cause: null };
}

export async function findMail(db: Db, id: string): Promise<Row | null> {
  return (await db.selectFrom('platform.mail').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Newest first, after the mail `after`. */
export async function listMails(
  db: Db,
  states: readonly MailState[],
  after: string | null,
  limit: number,
): Promise<Omit<Row, 'sealed'>[]> {
  return await db
    .selectFrom('platform.mail')
    .select([
      'id',
      'kind',
      'recipient',
      'subject',
      'unit_id',
      'state',
      'attempts',
      'cause',
      'created_at',
      'next_at',
      'expires_at',
      'sent_at',
    ])
    .where('state', 'in', states)
    .$if(after !== null, (query) => query.where('id', '<', after))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
