import { type Kysely, sql, type Transaction } from 'kysely';
import { meetingsErrors } from '../../errors.ts';
import type { MeetingsTables } from '../tables.ts';

type Db = Kysely<MeetingsTables> | Transaction<MeetingsTables>;
type Trx = Transaction<MeetingsTables>;

export interface PlaceRecord {
  id: string;
  ordinal: number;
  isMain: boolean;
  name: string;
  agencyId: string | null;
  room: string;
  latitude: number | null;
  longitude: number | null;
  headId: string | null;
  operatorId: string | null;
}

const columns = [
  'l.id',
  'l.ordinal',
  'l.is_main as isMain',
  'l.name',
  'l.agency_id as agencyId',
  'l.room',
  'l.latitude',
  'l.longitude',
  'l.head_id as headId',
  'l.operator_id as operatorId',
] as const;

/** Places of a session in their order, the main one first, after one: with the names of head and operator. */
export async function listPlaces(db: Db, sessionId: string, after: readonly [boolean, number] | null, limit: number) {
  let query = (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.place as l')
    .leftJoin('meetings.participant as h', 'h.id', 'l.head_id')
    .leftJoin('meetings.participant as o', 'o.id', 'l.operator_id')
    .select(columns)
    .select([
      'h.name as headName',
      'o.name as operatorName',
      sql<number>`(select count(*) from meetings.participant p where p.place_id = l.id)`.as('participantCount'),
    ])
    .where('l.session_id', '=', sessionId)
    .orderBy('l.is_main', 'desc')
    .orderBy('l.ordinal')
    .limit(limit);
  if (after) query = query.where(sql<boolean>`(not l.is_main, l.ordinal) > (${!after[0]}, ${after[1]})`);
  return await query.execute();
}

export async function countPlaces(db: Db, sessionId: string): Promise<number> {
  const row = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.place')
    .select(sql<number>`count(*)`.as('count'))
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** All places of a session in their order. */
export async function findPlaces(db: Db, sessionId: string): Promise<PlaceRecord[]> {
  return await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.place as l')
    .select(columns)
    .where('l.session_id', '=', sessionId)
    .orderBy('l.ordinal')
    .execute();
}

/** @throws meetings.place_not_found */
export async function requirePlace(db: Db, sessionId: string, id: string): Promise<PlaceRecord> {
  const place = await (db as Kysely<MeetingsTables>)
    .selectFrom('meetings.place as l')
    .select(columns)
    .where('l.session_id', '=', sessionId)
    .where('l.id', '=', id)
    .executeTakeFirst();
  if (!place) throw meetingsErrors.fail('meetings.place_not_found');
  return place;
}

/** The number of the next place. Ask it with the session locked. */
export async function nextOrdinal(trx: Trx, sessionId: string): Promise<number> {
  const row = await trx
    .selectFrom('meetings.place')
    .select(sql<number>`coalesce(max(ordinal), 0) + 1`.as('next'))
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return row.next;
}

export async function insertPlaces(trx: Trx, sessionId: string, places: readonly PlaceRecord[]): Promise<void> {
  if (places.length === 0) return;
  await trx
    .insertInto('meetings.place')
    .values(places.map((place) => ({ id: place.id, session_id: sessionId, ordinal: place.ordinal, ...fields(place) })))
    .execute();
}

export async function updatePlace(trx: Trx, place: PlaceRecord): Promise<void> {
  await trx.updateTable('meetings.place').set(fields(place)).where('id', '=', place.id).execute();
}

/** Names head and operator of a place. */
export async function setPeople(
  trx: Trx,
  { id, headId, operatorId }: Pick<PlaceRecord, 'id' | 'headId' | 'operatorId'>,
): Promise<void> {
  await trx
    .updateTable('meetings.place')
    .set({ head_id: headId, operator_id: operatorId })
    .where('id', '=', id)
    .execute();
}

/** There is one main place: makes room for another. */
export async function clearMain(trx: Trx, sessionId: string): Promise<void> {
  await trx.updateTable('meetings.place').set({ is_main: false }).where('session_id', '=', sessionId).execute();
}

/** Whoever sat there sits nowhere yet. */
export async function deletePlace(trx: Trx, id: string): Promise<void> {
  await trx.updateTable('meetings.participant').set({ place_id: null }).where('place_id', '=', id).execute();
  await trx.deleteFrom('meetings.place').where('id', '=', id).execute();
}

function fields(place: PlaceRecord) {
  return {
    is_main: place.isMain,
    name: place.name,
    agency_id: place.agencyId,
    room: place.room,
    latitude: place.latitude,
    longitude: place.longitude,
    head_id: place.headId,
    operator_id: place.operatorId,
  };
}
