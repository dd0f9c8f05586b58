import type { Kysely, Transaction } from 'kysely';
import type { MeetingsTables } from '../tables.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;

export async function findNotice(db: Db, sessionId: string) {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.notice as n')
    .innerJoin('meetings.participant as p', 'p.id', 'n.issued_by')
    .select(['n.number', 'n.issued_on as issuedOn', 'p.name as by', 'p.title as byTitle'])
    .where('n.session_id', '=', sessionId)
    .executeTakeFirst();
}

export async function insertNotice(
  trx: Transaction<MeetingsTables>,
  row: { sessionId: string; number: string; issuedOn: string; by: string; at: Date },
): Promise<void> {
  const { sessionId, number, issuedOn, by, at } = row;
  await trx
    .insertInto('meetings.notice')
    .values({ session_id: sessionId, number, issued_on: issuedOn, issued_by: by, issued_at: at })
    .execute();
}
