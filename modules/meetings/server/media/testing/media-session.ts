import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { PersonActor } from '#platform/server/auth/actor.ts';
import { type TestPlatform, testPerson } from '#platform/server/testing/test-platform.ts';
import type { Duty, SessionState } from '../../../contract.ts';
import type { MediaTables } from '../tables.ts';

export interface Guest {
  id: string;
  actor: PersonActor;
}

/** A session with these people: each has a duty and, after a space, perhaps a place. */
export async function mediaSession<Name extends string>(
  { platform }: TestPlatform,
  people: Record<Name, { duties?: Duty[]; place?: 'main' | 'far' }>,
  { state = 'open', settings = {} }: { state?: SessionState; settings?: Record<string, unknown> } = {},
): Promise<{ id: string; guests: Record<Name, Guest> }> {
  const db = platform.db as Kysely<MediaTables>;
  const [id, bodyId, agencyId] = [uuidv7(), uuidv7(), uuidv7()];
  const places = { main: uuidv7(), far: uuidv7() };
  const at = platform.now();
  await db
    .insertInto('meetings.body')
    .values({
      id: bodyId,
      agency_id: agencyId,
      kind: 'committee',
      name: 'Ủy ban',
      short_name: 'UB',
      search: 'uy ban',
      founded_on: '2021-01-01',
      ended_on: null,
    })
    .execute();
  await db
    .insertInto('meetings.session')
    .values({
      id,
      body_id: bodyId,
      agency_id: agencyId,
      ordinal: 1,
      kind: 'regular',
      title: 'Phiên thử',
      search: 'phien thu',
      state,
      starts_at: at,
      ends_at: new Date(at.getTime() + 3_600_000),
      opened_at: at,
      closed_at: null,
      rules: null,
      settings: JSON.stringify({ media: settings }),
    } as never)
    .execute();
  for (const [ordinal, [name, placeId]] of Object.entries(places).entries()) {
    await db
      .insertInto('meetings.place')
      .values({ id: placeId, session_id: id, ordinal, name, is_main: name === 'main' } as never)
      .execute();
  }
  const guests = {} as Record<Name, Guest>;
  for (const [index, [name, { duties = [], place }]] of Object.entries<{ duties?: Duty[]; place?: 'main' | 'far' }>(
    people,
  ).entries()) {
    const guest = { id: uuidv7(), actor: testPerson({}, { name }) };
    guests[name as Name] = guest;
    await db
      .insertInto('meetings.participant')
      .values({
        id: guest.id,
        session_id: id,
        number: index + 1,
        kind: 'member',
        duties,
        person_id: guest.actor.personId,
        name,
        title: '',
        place_id: place === undefined ? null : places[place],
        votes: true,
      } as never)
      .execute();
    if (duties.includes('operator') && place !== undefined) {
      await db.updateTable('meetings.place').set({ operator_id: guest.id }).where('id', '=', places[place]).execute();
    }
  }
  return { id, guests };
}
