import { type Kysely, sql, type Transaction } from 'kysely';
import type { AttendanceAnswer, InvitationText, SubstituteLeave } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;
type Trx = Transaction<MeetingsTables>;

export interface InvitationRecord {
  id: string;
  sentAt: Date;
  text: InvitationText;
  urgentReason: string;
  people: number;
}

/** The invitation that counts: the last one sent. */
export async function findInvitation(db: Db, sessionId: string): Promise<InvitationRecord | undefined> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.invitation')
    .select(['id', 'sent_at as sentAt', 'text', 'urgent_reason as urgentReason', 'people'])
    .where('session_id', '=', sessionId)
    .orderBy('sent_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertInvitation(trx: Trx, sessionId: string, one: InvitationRecord): Promise<void> {
  await trx
    .insertInto('meetings.invitation')
    .values({
      id: one.id,
      session_id: sessionId,
      sent_at: one.sentAt,
      text: JSON.stringify(one.text),
      urgent_reason: one.urgentReason,
      people: one.people,
    })
    .execute();
}

export async function countAnswers(
  db: Db,
  sessionId: string,
): Promise<{ answers: Record<AttendanceAnswer, number>; waiting: number }> {
  const rows = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.participant')
    .select([
      'answer',
      sql<number>`count(*)`.as('count'),
      sql<number>`count(*) filter (where leave = 'asked')`.as('waiting'),
    ])
    .where('session_id', '=', sessionId)
    .groupBy('answer')
    .execute();
  const answers: Record<AttendanceAnswer, number> = { pending: 0, accepted: 0, declined: 0, substituted: 0 };
  for (const { answer, count } of rows) answers[answer] = count;
  return { answers, waiting: rows.reduce((sum, { waiting }) => sum + waiting, 0) };
}

/** People of the directory who have not answered. */
export async function findPending(db: Db, sessionId: string): Promise<string[]> {
  const rows = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.participant')
    .select('person_id as personId')
    .where('session_id', '=', sessionId)
    .where('answer', '=', 'pending')
    .where('person_id', 'is not', null)
    .execute();
  return rows.map(({ personId }) => personId).filter((id) => id !== null);
}

export async function findRemindedAt(db: Db, sessionId: string): Promise<Date | null> {
  const row = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.session')
    .select('reminded_at as at')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.at ?? null;
}

export async function setReminded(trx: Trx, sessionId: string, at: Date): Promise<void> {
  await trx.updateTable('meetings.session').set({ reminded_at: at }).where('id', '=', sessionId).execute();
}

/** Invited sessions that start between two instants, not reminded since another. */
export async function findToRemind(db: Db, from: Date, until: Date, notSince: Date): Promise<string[]> {
  const rows = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.session')
    .select('id')
    .where('state', '=', 'invited')
    .where('starts_at', '>', from)
    .where('starts_at', '<=', until)
    .where((eb) => eb.or([eb('reminded_at', 'is', null), eb('reminded_at', '<', notSince)]))
    .limit(500)
    .execute();
  return rows.map(({ id }) => id);
}

export async function setAnswer(
  trx: Trx,
  id: string,
  { answer, reason, at }: { answer: AttendanceAnswer; reason: string; at: Date },
): Promise<void> {
  await trx
    .updateTable('meetings.participant')
    .set({ answer, answer_reason: reason, answered_at: at })
    .where('id', '=', id)
    .execute();
}

export async function setLeave(trx: Trx, id: string, leave: SubstituteLeave, votes: boolean): Promise<void> {
  await trx.updateTable('meetings.participant').set({ leave, votes }).where('id', '=', id).execute();
}
