import type { Kysely, Transaction } from 'kysely';
import { MediaSettings, type SessionState } from '../../contract.ts';
import { findFloor } from './floor.repo.ts';
import type { RoomPlan } from './rights.ts';
import type { MediaTables } from './tables.ts';

type Db = Kysely<MediaTables>;
type Trx = Transaction<MediaTables>;

/** Participants of the largest sessions are some hundreds; so many are looked at. */
const MOST_PEOPLE = 2_000;

/** Settings of a session as they are stored; what is not said is as usual. */
export const settingsOf = (settings: Record<string, unknown>): MediaSettings =>
  MediaSettings.parse(settings['media'] ?? {});

export interface PlanPersonRow {
  id: string;
  duties: RoomPlan['people'][number]['duties'];
  placeId: string | null;
  name: string;
  title: string;
  placeName: string | null;
  personId: string | null;
}

export interface RoomRow extends RoomPlan {
  people: PlanPersonRow[];
}

/** A session as its room must be; null when there is no such session. */
export async function findRoom(db: Db, sessionId: string): Promise<RoomRow | null> {
  const session = await db
    .selectFrom('meetings.session')
    .select(['state', 'settings'])
    .where('id', '=', sessionId)
    .executeTakeFirst();
  if (session === undefined) return null;
  const [people, places, removed, floor] = await Promise.all([
    db
      .selectFrom('meetings.participant as participant')
      .leftJoin('meetings.place as place', 'place.id', 'participant.place_id')
      .select([
        'participant.id',
        'participant.duties',
        'participant.place_id as placeId',
        'participant.name',
        'participant.title',
        'participant.person_id as personId',
        'place.name as placeName',
      ])
      .where('participant.session_id', '=', sessionId)
      .orderBy('participant.number')
      .limit(MOST_PEOPLE)
      .execute(),
    db
      .selectFrom('meetings.place')
      .select(['id', 'operator_id', 'head_id'])
      .where('session_id', '=', sessionId)
      .limit(MOST_PEOPLE)
      .execute(),
    db.selectFrom('meetings.media_removed').select('participant_id').where('session_id', '=', sessionId).execute(),
    findFloor(db, sessionId),
  ]);
  const devices = places.map(({ id, operator_id, head_id }) => [id, operator_id ?? head_id] as const);
  return {
    state: session.state as SessionState,
    settings: settingsOf(session.settings),
    people,
    deviceOfPlace: new Map(devices.filter((pair): pair is [string, string] => pair[1] !== null)),
    ...floor,
    removed: new Set(removed.map(({ participant_id }) => participant_id)),
  };
}

export async function findParticipantIn(
  db: Db | Trx,
  sessionId: string,
  id: string,
): Promise<{ name: string } | undefined> {
  return await (db as Db)
    .selectFrom('meetings.participant')
    .select('name')
    .where('session_id', '=', sessionId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function putOut(trx: Trx, sessionId: string, participantId: string, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('meetings.media_removed')
    .values({ participant_id: participantId, session_id: sessionId, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function letIn(trx: Trx, participantId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('meetings.media_removed')
    .where('participant_id', '=', participantId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function storeSettings(trx: Trx, sessionId: string, settings: Record<string, unknown>): Promise<void> {
  await trx
    .updateTable('meetings.session')
    .set({ settings: JSON.stringify(settings) })
    .where('id', '=', sessionId)
    .execute();
}
