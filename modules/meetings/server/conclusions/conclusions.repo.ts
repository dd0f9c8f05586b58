import { type Kysely, sql, type Transaction } from 'kysely';
import type { ConclusionKind, ConclusionUnit, WriteConclusion } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;
type Trx = Transaction<MeetingsTables>;

export interface ConclusionRecord {
  id: string;
  number: number;
  itemId: string | null;
  itemTitle: string | null;
  kind: ConclusionKind;
  text: string;
  lead: ConclusionUnit | null;
  partners: ConclusionUnit[];
  product: string;
  dueOn: string | null;
  monitor: string;
  confirmedAt: Date | null;
}

function select(db: Db, sessionId: string) {
  return (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.conclusion as c')
    .leftJoin('meetings.item as i', 'i.id', 'c.item_id')
    .select([
      'c.id',
      'c.number',
      'c.item_id as itemId',
      'i.title as itemTitle',
      'c.kind',
      'c.text',
      'c.lead',
      'c.partners',
      'c.product',
      'c.due_on as dueOn',
      'c.monitor',
      'c.confirmed_at as confirmedAt',
    ])
    .where('c.session_id', '=', sessionId);
}

/** In their order; a session has some hundred at most (`CONCLUSIONS_MOST`). */
export async function findConclusions(db: Db, sessionId: string): Promise<ConclusionRecord[]> {
  return await select(db, sessionId).orderBy('c.number').execute();
}

export async function findConclusion(db: Db, sessionId: string, id: string): Promise<ConclusionRecord | undefined> {
  return await select(db, sessionId).where('c.id', '=', id).executeTakeFirst();
}

/** The next number and how many there are; the session's row must be locked. */
export async function nextNumber(trx: Trx, sessionId: string): Promise<{ number: number; count: number }> {
  const row = await trx
    .selectFrom('meetings.conclusion')
    .select((eb) => [
      eb.fn.coalesce(eb.fn.max('number'), sql<number>`0`).as('last'),
      eb.fn.countAll<string>().as('count'),
    ])
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return { number: row.last + 1, count: Number(row.count) };
}

const columnsOf = ({ itemId, kind, text, lead, partners, product, dueOn, monitor }: WriteConclusion) => ({
  item_id: itemId,
  kind,
  text,
  lead: lead && JSON.stringify(lead),
  partners: JSON.stringify(partners),
  product,
  due_on: dueOn,
  monitor,
});

export async function insertConclusion(
  trx: Trx,
  key: { id: string; sessionId: string; number: number },
  input: WriteConclusion,
): Promise<void> {
  await trx
    .insertInto('meetings.conclusion')
    .values({ id: key.id, session_id: key.sessionId, number: key.number, ...columnsOf(input) })
    .execute();
}

export async function updateConclusion(trx: Trx, id: string, input: WriteConclusion): Promise<void> {
  await trx.updateTable('meetings.conclusion').set(columnsOf(input)).where('id', '=', id).execute();
}

export async function deleteConclusion(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('meetings.conclusion').where('id', '=', id).execute();
}

export async function setConfirmed(trx: Trx, id: string, by: string, at: Date, seq: bigint): Promise<void> {
  await trx
    .updateTable('meetings.conclusion')
    .set({ confirmed_at: at, confirmed_by: by, confirmed_seq: seq })
    .where('id', '=', id)
    .execute();
}

export async function isItemOf(trx: Trx, sessionId: string, itemId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('meetings.item')
    .select('id')
    .where('session_id', '=', sessionId)
    .where('id', '=', itemId)
    .executeTakeFirst();
  return row !== undefined;
}
