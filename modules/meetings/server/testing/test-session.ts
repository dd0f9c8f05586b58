import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { PersonActor } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { TestPlatform } from '#platform/server/testing/test-platform.ts';
import type { BodyRules, Duty, ParticipantKind, SessionState } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';

export const TEST_RULES: BodyRules = {
  decides: 'vote',
  majority: {
    fraction: { numerator: 1, denominator: 2 },
    strict: true,
    base: 'all_members',
    source: 'Quy chế thử, Điều 1',
  },
  quorum: { numerator: 2, denominator: 3 },
  quorumOverride: false,
  tie: 'chair_side',
  substitutes: { attend: true, vote: false, countForQuorum: false },
  proxies: false,
  silence: 'not_counted',
  visibility: 'named',
  days: { invitation: 3, notice: 5, opinionLeast: 2, opinionMost: 5 },
  graceMinutes: 3,
};

/** A participant of a test, and the context in which they act. */
export interface TestParticipant {
  id: string;
  ctx: Context;
}

export interface TestSession {
  id: string;
  agencyId: string;
  placeId: string;
  itemId: string;
  chair: TestParticipant;
  secretary: TestParticipant;
  /** All voting members; the chair is the first of them. Five, unless a test asks for another number. */
  members: [TestParticipant, TestParticipant, TestParticipant, TestParticipant, TestParticipant, ...TestParticipant[]];
  add(more?: Partial<NewParticipant>): Promise<TestParticipant>;
}

interface NewParticipant {
  kind: ParticipantKind;
  duties: Duty[];
  votes: boolean;
  weight: bigint;
  substituteForId: string;
}

interface Options {
  members?: number;
  rules?: Partial<BodyRules>;
  state?: SessionState;
}

/**
 * A session in hand for tests of what happens in it: written straight into the tables, with one place, one open item, a
 * chair who votes, voting members, and a secretary who does not.
 */
export async function testSession(
  node: Pick<TestPlatform, 'platform' | 'as'>,
  { members = 5, rules = {}, state = 'open' }: Options = {},
): Promise<TestSession> {
  const db = node.platform.db as Kysely<MeetingsTables>;
  const [id, bodyId, agencyId, placeId, itemId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const words = { search: 'thu', name: 'Ủy ban thử', short_name: 'UBT' };
  const body = {
    id: bodyId,
    agency_id: agencyId,
    kind: 'committee',
    founded_on: '2021-09-24',
    ended_on: null,
  } as const;
  await db
    .insertInto('meetings.body')
    .values({ ...body, ...words })
    .execute();
  await db
    .insertInto('meetings.session')
    .values({
      id,
      body_id: bodyId,
      agency_id: agencyId,
      ordinal: 1,
      kind: 'regular',
      title: 'Phiên họp thử',
      search: 'phien hop thu',
      state,
      starts_at: new Date('2026-11-25T01:00:00Z'),
      ends_at: new Date('2026-11-25T04:00:00Z'),
      opened_at: new Date('2026-11-25T01:00:00Z'),
      closed_at: null,
      rules: JSON.stringify({ ...TEST_RULES, ...rules }),
    })
    .execute();
  await db
    .insertInto('meetings.place')
    .values({
      id: placeId,
      session_id: id,
      ordinal: 1,
      name: 'Điểm cầu chính',
      agency_id: null,
      latitude: null,
      longitude: null,
      head_id: null,
      operator_id: null,
    })
    .execute();
  await db
    .insertInto('meetings.item')
    .values({
      id: itemId,
      session_id: id,
      parent_id: null,
      weight: 1,
      title: 'Thông qua kế hoạch',
      visibility: 'common',
      content: 'topic',
      content_id: null,
      presenter_id: null,
      seconds: null,
      state: 'open',
      opened_at: new Date('2026-11-25T01:00:00Z'),
      closed_at: null,
    })
    .execute();
  let number = 0;
  const add = async (more: Partial<NewParticipant> = {}): Promise<TestParticipant> => {
    const { kind = 'member', duties = [], votes = kind === 'member', weight = 1_000_000n } = more;
    const actor = somebody();
    const participantId = uuidv7();
    number += 1;
    await db
      .insertInto('meetings.participant')
      .values({
        id: participantId,
        session_id: id,
        number,
        kind,
        duties,
        person_id: actor.personId,
        seat_id: null,
        name: `Đại biểu ${number}`,
        title: 'Thành viên',
        unit_id: null,
        place_id: placeId,
        votes,
        weight,
        delegated_to_id: null,
        substitute_for_id: more.substituteForId ?? null,
        answered_at: null,
      })
      .execute();
    return { id: participantId, ctx: node.as(actor) };
  };
  const chair = await add({ duties: ['chair'] });
  const others: TestParticipant[] = [];
  for (let count = 1; count < members; count += 1) others.push(await add());
  const secretary = await add({ kind: 'staff', duties: ['secretary'], votes: false });
  return { id, agencyId, placeId, itemId, chair, secretary, members: [chair, ...others] as never, add };
}

/** A person without any right of the node: what they may do comes from the session. */
function somebody(): PersonActor {
  const id = uuidv7();
  return {
    kind: 'person',
    accountId: id,
    personId: uuidv7(),
    name: 'Nguyễn Thị Thử',
    sessionId: id,
    unitId: null,
    reach: new Map(),
  };
}
