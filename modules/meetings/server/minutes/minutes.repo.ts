import { type Kysely, sql, type Transaction } from 'kysely';
import type { MinutesSection } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';
import type { MinutesInput, ToldEntry } from './compose-minutes.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;
type Trx = Transaction<MeetingsTables>;

export interface MinutesRecord {
  state: 'draft' | 'with_chair' | 'signed';
  sections: MinutesSection[];
  version: number;
  journalVersion: bigint;
  secretaryName: string | null;
  secretaryAt: Date | null;
  chairName: string | null;
  chairAt: Date | null;
  sha256: string | null;
}

export async function findMinutes(db: Db, sessionId: string): Promise<MinutesRecord | undefined> {
  const row = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.minutes as m')
    .leftJoin('meetings.participant as s', 's.id', 'm.secretary_id')
    .leftJoin('meetings.participant as c', 'c.id', 'm.chair_id')
    .select([
      'm.state',
      'm.sections',
      'm.version',
      'm.journal_version as journalVersion',
      's.name as secretaryName',
      'm.secretary_at as secretaryAt',
      'c.name as chairName',
      'm.chair_at as chairAt',
      'm.sha256',
    ])
    .where('m.session_id', '=', sessionId)
    .executeTakeFirst();
  return row && { ...row, journalVersion: BigInt(row.journalVersion) };
}

/** Puts the text in the place of what was there; its signatures go with it. */
export async function putMinutes(
  trx: Trx,
  sessionId: string,
  row: { sections: readonly MinutesSection[]; version: number; journalVersion: bigint },
): Promise<void> {
  const values = {
    state: 'draft' as const,
    sections: JSON.stringify(row.sections),
    version: row.version,
    journal_version: row.journalVersion,
    secretary_id: null,
    secretary_at: null,
  };
  await trx
    .insertInto('meetings.minutes')
    .values({ session_id: sessionId, ...values, chair_id: null, chair_at: null, sha256: null })
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet(values))
    .execute();
}

export async function deleteMinutes(trx: Trx, sessionId: string): Promise<void> {
  await trx.deleteFrom('meetings.minutes').where('session_id', '=', sessionId).execute();
}

export async function setSecretarySigned(trx: Trx, sessionId: string, by: string, at: Date): Promise<void> {
  await trx
    .updateTable('meetings.minutes')
    .set({ state: 'with_chair', secretary_id: by, secretary_at: at })
    .where('session_id', '=', sessionId)
    .execute();
}

export async function setChairSigned(trx: Trx, sessionId: string, by: string, at: Date, sha256: string): Promise<void> {
  await trx
    .updateTable('meetings.minutes')
    .set({ state: 'signed', chair_id: by, chair_at: at, sha256 })
    .where('session_id', '=', sessionId)
    .execute();
}

export async function setSentBack(trx: Trx, sessionId: string): Promise<void> {
  await trx
    .updateTable('meetings.minutes')
    .set({ state: 'draft', secretary_id: null, secretary_at: null })
    .where('session_id', '=', sessionId)
    .execute();
}

export async function findCorrections(db: Db, sessionId: string) {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.minutes_correction as k')
    .innerJoin('meetings.participant as p', 'p.id', 'k.by_id')
    .select(['k.at', 'p.name as by', 'k.text'])
    .where('k.session_id', '=', sessionId)
    .orderBy('k.at')
    .execute();
}

export async function insertCorrection(
  trx: Trx,
  row: { id: string; sessionId: string; byId: string; at: Date; text: string },
): Promise<void> {
  const { id, sessionId, byId, at, text } = row;
  await trx
    .insertInto('meetings.minutes_correction')
    .values({ id, session_id: sessionId, by_id: byId, at, text })
    .execute();
}

/** The whole journal of a session with names, oldest first. */
export async function findJournal(db: Db, sessionId: string): Promise<ToldEntry[]> {
  const rows = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.journal as j')
    .leftJoin('meetings.participant as p', 'p.id', 'j.participant_id')
    .select(['j.seq', 'j.at', 'j.kind', 'j.item_id as itemId', 'p.name', 'p.unit_name as unit', 'j.data', 'j.corrects'])
    .where('j.session_id', '=', sessionId)
    .orderBy('j.seq')
    .execute();
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    corrects: row.corrects === null ? null : Number(row.corrects),
  }));
}

export async function findHead(db: Db, sessionId: string) {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.session as s')
    .innerJoin('meetings.body as b', 'b.id', 's.body_id')
    .select((eb) => [
      'b.name as body',
      'b.short_name as bodyShort',
      's.title',
      's.agency_id as agencyId',
      's.opened_at as openedAt',
      's.closed_at as closedAt',
      's.version',
      eb
        .selectFrom('meetings.place as p')
        .select((inner) => inner.fn.countAll<string>().as('count'))
        .whereRef('p.session_id', '=', 's.id')
        .as('placeCount'),
      eb
        .selectFrom('meetings.place as p')
        .select('p.name')
        .whereRef('p.session_id', '=', 's.id')
        .where('p.is_main', '=', true)
        .limit(1)
        .as('mainPlace'),
    ])
    .where('s.id', '=', sessionId)
    .executeTakeFirstOrThrow();
}

/** Participants with whether they were there: whoever came in by the journal, at any time. */
export async function findAttendance(db: Db, sessionId: string) {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.participant as p')
    .leftJoin('meetings.place as l', 'l.id', 'p.place_id')
    .leftJoin('meetings.participant as u', 'u.substitute_for_id', 'p.id')
    .select((eb) => [
      'p.kind',
      'p.duties',
      'p.votes',
      'p.name',
      'p.title',
      'l.name as place',
      'p.answer_reason as reason',
      'u.name as substitute',
      sql<boolean>`exists(${eb
        .selectFrom('meetings.journal as j')
        .select('j.seq')
        .where('j.session_id', '=', sessionId)
        .whereRef('j.participant_id', '=', 'p.id')
        .where('j.kind', 'in', ['presence_in', 'word_given', 'session_opened'])})`.as('here'),
    ])
    .where('p.session_id', '=', sessionId)
    .orderBy('p.number')
    .execute();
}

/** Items in the order of the programme. */
export async function findItemsInOrder(db: Db, sessionId: string): Promise<MinutesInput['items']> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.item as i')
    .leftJoin('meetings.participant as p', 'p.id', 'i.presenter_id')
    .select(['i.id', 'i.number', 'i.title', sql<string>`coalesce(p.name, i.presenter)`.as('presenter')])
    .where('i.session_id', '=', sessionId)
    .where('i.visibility', '!=', 'hidden')
    .orderBy(sql`i.opened_at nulls last`)
    .orderBy('i.weight')
    .execute();
}
