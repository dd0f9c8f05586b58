import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { fold, searchPatterns } from '#modules/directory/server/index.ts';
import type { AttendanceAnswer, Duty, ParticipantKind, SubstituteLeave } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;
type Trx = Transaction<MeetingsTables>;

/** A participant with all that lists show. */
export interface ParticipantRow {
  id: string;
  sessionId: string;
  number: number;
  kind: ParticipantKind;
  duties: Duty[];
  personId: string | null;
  seatId: string | null;
  name: string;
  title: string;
  unitId: string | null;
  unitName: string;
  placeId: string | null;
  votes: boolean;
  answer: AttendanceAnswer;
  answerReason: string;
  answeredAt: Date | null;
  substituteForId: string | null;
  leave: SubstituteLeave | null;
}

const columns = [
  'p.id',
  'p.session_id as sessionId',
  'p.number',
  'p.kind',
  'p.duties',
  'p.person_id as personId',
  'p.seat_id as seatId',
  'p.name',
  'p.title',
  'p.unit_id as unitId',
  'p.unit_name as unitName',
  'p.place_id as placeId',
  'p.votes',
  'p.answer',
  'p.answer_reason as answerReason',
  'p.answered_at as answeredAt',
  'p.substitute_for_id as substituteForId',
  'p.leave',
] as const;

function select(db: Db) {
  return (db as Kysely<MeetingsTables>).selectFrom('meetings.participant as p').select(columns);
}

export interface ParticipantFilter {
  sessionId: string;
  q?: string | undefined;
  kind?: ParticipantKind | undefined;
  placeId?: string | undefined;
}

function fits({ sessionId, q, kind, placeId }: ParticipantFilter): RawBuilder<boolean> {
  const parts = [sql`p.session_id = ${sessionId}`];
  if (kind !== undefined) parts.push(sql`p.kind = ${kind}`);
  if (placeId !== undefined) parts.push(sql`p.place_id = ${placeId}`);
  if (q) parts.push(...searchPatterns(q).map((pattern) => sql`p.search like ${pattern}`));
  return sql<boolean>`(${sql.join(parts, sql` and `)})`;
}

/** Participants by number, after one. */
export async function listParticipants(db: Db, filter: ParticipantFilter, after: number | null, limit: number) {
  let query = select(db).where(fits(filter)).orderBy('p.number').limit(limit);
  if (after !== null) query = query.where('p.number', '>', after);
  return await query.execute();
}

export async function countParticipants(db: Db, filter: ParticipantFilter): Promise<number> {
  const row = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.participant as p')
    .select(sql<number>`count(*)`.as('count'))
    .where(fits(filter))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** All participants of a session, by number. */
export async function findParticipants(db: Db, sessionId: string): Promise<ParticipantRow[]> {
  return await select(db).where('p.session_id', '=', sessionId).orderBy('p.number').execute();
}

export async function findParticipant(db: Db, sessionId: string, id: string): Promise<ParticipantRow | undefined> {
  return await select(db).where('p.session_id', '=', sessionId).where('p.id', '=', id).executeTakeFirst();
}

/** People who take part in a session and have an identity in the directory. */
export async function findPeopleIn(db: Db, sessionId: string): Promise<string[]> {
  const rows = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.participant')
    .select('person_id')
    .where('session_id', '=', sessionId)
    .where('person_id', 'is not', null)
    .execute();
  return rows.map(({ person_id }) => person_id).filter((id) => id !== null);
}

export type NewParticipant = Omit<
  ParticipantRow,
  'sessionId' | 'answer' | 'answerReason' | 'answeredAt' | 'substituteForId' | 'leave'
> &
  Partial<Pick<ParticipantRow, 'answer' | 'answerReason' | 'answeredAt' | 'substituteForId' | 'leave'>>;

export async function insertParticipants(
  trx: Trx,
  sessionId: string,
  participants: readonly NewParticipant[],
): Promise<void> {
  if (participants.length === 0) return;
  await trx
    .insertInto('meetings.participant')
    .values(
      participants.map((one) => ({
        id: one.id,
        session_id: sessionId,
        number: one.number,
        kind: one.kind,
        duties: one.duties,
        person_id: one.personId,
        seat_id: one.seatId,
        name: one.name,
        title: one.title,
        unit_id: one.unitId,
        unit_name: one.unitName,
        search: searchText(one),
        place_id: one.placeId,
        votes: one.votes,
        substitute_for_id: one.substituteForId ?? null,
        leave: one.leave ?? null,
        answered_at: one.answeredAt ?? null,
        answer: one.answer ?? ('pending' as const),
        answer_reason: one.answerReason ?? '',
      })),
    )
    .execute();
}

export async function updateParticipant(
  trx: Trx,
  one: Pick<ParticipantRow, 'id' | 'name' | 'title' | 'unitName' | 'placeId' | 'duties'>,
): Promise<void> {
  await trx
    .updateTable('meetings.participant')
    .set({
      title: one.title,
      unit_name: one.unitName,
      place_id: one.placeId,
      duties: one.duties,
      search: searchText(one),
    })
    .where('id', '=', one.id)
    .execute();
}

export async function deleteParticipants(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx.deleteFrom('meetings.participant').where('id', 'in', ids).execute();
}

/** Seats people at a place. */
export async function seatAt(trx: Trx, ids: readonly string[], placeId: string): Promise<void> {
  if (ids.length === 0) return;
  await trx.updateTable('meetings.participant').set({ place_id: placeId }).where('id', 'in', ids).execute();
}

function searchText({ name, title, unitName }: Pick<ParticipantRow, 'name' | 'title' | 'unitName'>): string {
  return fold(`${name} ${title} ${unitName}`);
}
