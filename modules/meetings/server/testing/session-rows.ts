import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { PersonActor } from '#platform/server/auth/actor.ts';
import { type TestPlatform, testPerson } from '#platform/server/testing/test-platform.ts';
import type { Duty, ParticipantKind } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';

export interface TestSession {
  id: string;
  /** Signed-in people by the names given to them. */
  people: Record<string, PersonActor>;
  /** Their participants. */
  ids: Record<string, string>;
}

type Given = { duties?: Duty[]; kind?: ParticipantKind; unit?: string; votes?: boolean };

/** A session of a body with these people in it, as rows: for tests of what happens on the floor. */
export async function testSession(
  node: TestPlatform,
  people: Record<string, Given>,
  { state = 'open', settings = {} }: { state?: 'draft' | 'invited' | 'open' | 'closed'; settings?: object } = {},
): Promise<TestSession> {
  const db = node.platform.db as Kysely<MeetingsTables>;
  const now = node.platform.now();
  const [agency, body, id] = [uuidv7(), uuidv7(), uuidv7()];
  await db
    .insertInto('meetings.body')
    .values({
      id: body,
      agency_id: agency,
      kind: 'committee',
      name: 'Ủy ban Thử nghiệm',
      short_name: 'UBTN',
      search: 'uy ban thu nghiem',
      founded_on: '2021-09-23',
    })
    .execute();
  await db
    .insertInto('meetings.session')
    .values({
      id,
      body_id: body,
      agency_id: agency,
      kind: 'regular',
      title: 'Phiên họp thử',
      search: 'phien hop thu',
      state,
      starts_at: now,
      ends_at: new Date(now.getTime() + 4 * 3_600_000),
      opened_at: state === 'open' ? now : null,
      settings: JSON.stringify(settings),
    })
    .execute();
  const actors: TestSession['people'] = {};
  const ids: TestSession['ids'] = {};
  for (const [name, { duties = [], kind = 'member', unit = '', votes = true }] of Object.entries(people)) {
    const actor = testPerson({}, { name });
    const participant = uuidv7();
    actors[name] = actor;
    ids[name] = participant;
    await db
      .insertInto('meetings.participant')
      .values({
        id: participant,
        session_id: id,
        number: Object.keys(ids).length,
        kind,
        duties,
        person_id: actor.personId,
        name,
        title: '',
        unit_name: unit,
        votes,
      })
      .execute();
  }
  return { id, people: actors, ids };
}
