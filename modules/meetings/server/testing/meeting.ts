import { type Kysely, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { PersonActor } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { type TestPlatform, testPerson } from '#platform/server/testing/test-platform.ts';
import type { BodyRules, NewSeat } from '../../contract.ts';
import { foundBody } from '../bodies/found-body.ts';
import { rulesPresets } from '../bodies/rules-presets.ts';
import { findParticipants } from '../participants/participants.repo.ts';
import { createSession } from '../sessions/create-session.ts';
import type { MeetingsTables } from '../tables.ts';

/*
 * A small committee with a session, for tests of every part of the module: chair, secretary and members who are people,
 * each with a context in which they act.
 */

export interface TestMeeting {
  agencyId: string;
  bodyId: string;
  sessionId: string;
  /** Holds the rights of the agency that keeps the body; takes no part in the session. */
  keeper: Context;
  chair: Member;
  secretary: Member;
  members: Member[];
}

export interface Member {
  ctx: Context;
  personId: string;
  participantId: string;
}

export interface TestMeetingOptions {
  /** How many members beside the chair. */
  members?: number;
  rules?: Partial<BodyRules>;
  startsAt?: string;
  endsAt?: string;
}

/** A node's root agency, for modules `[directory, meetings]` without a sample. */
export async function addAgency(node: TestPlatform, name = 'Sở Khoa học và Công nghệ'): Promise<string> {
  const id = uuidv7();
  const db = node.platform.db as Kysely<unknown>;
  await sql`insert into directory.agency (id, kind, level) values (${id}, 'department', 'province')`.execute(db);
  await sql`insert into directory.agency_name (id, agency_id, name, short_name, search)
    values (${uuidv7()}, ${id}, ${name}, ${name}, ${name.toLowerCase()})`.execute(db);
  return id;
}

/** Somebody of the directory, as an actor with these rights. */
export async function addPerson(
  node: TestPlatform,
  name: string,
  permissions: Parameters<typeof testPerson>[0] = {},
): Promise<PersonActor> {
  const actor = testPerson(permissions, { name });
  await sql`insert into directory.person (id, name, given_name, search)
    values (${actor.personId}, ${name}, ${name}, ${name.toLowerCase()})`.execute(node.platform.db as Kysely<unknown>);
  return actor;
}

export async function testMeeting(node: TestPlatform, options: TestMeetingOptions = {}): Promise<TestMeeting> {
  const agencyId = await addAgency(node);
  const own = new Set([agencyId]);
  const rights = Object.fromEntries(
    ['body.read', 'body.write', 'session.read', 'session.write'].map((right) => [`meetings.${right}`, own]),
  );
  const keeper = node.as(await addPerson(node, 'Người Giữ Hồ Sơ', rights));
  const people: PersonActor[] = [];
  const names = ['Chủ Tọa', 'Thư Ký', ...Array.from({ length: options.members ?? 4 }, (_, n) => `Thành Viên ${n + 1}`)];
  for (const name of names) people.push(await addPerson(node, name));
  const seats = people.map(({ personId }, index): NewSeat => {
    const office = index === 0 ? 'chair' : index === 1 ? 'secretary' : 'member';
    return { office, personId, title: '', unitId: null, votes: index !== 1 };
  });
  const preset = rulesPresets.find(({ kind }) => kind === 'peoples_committee');
  if (!preset) throw new Error('There are no rules.');
  const bodyId = await foundBody(keeper, {
    agencyId,
    kind: 'committee',
    name: 'Ban Thử',
    decision: 'QĐ 1',
    decidedOn: '2026-01-01',
    effectiveOn: '2026-01-01',
    note: '',
    seats,
    rules: { ...preset.rules, ...options.rules },
    rulesSource: 'Thử',
  });
  const sessionId = await createSession(keeper, {
    bodyId,
    kind: 'regular',
    ordinal: 1,
    title: 'Phiên thử',
    startsAt: options.startsAt ?? '2026-11-25T01:00:00Z',
    endsAt: options.endsAt ?? '2026-11-25T04:00:00Z',
    templateId: null,
    mainPlace: { name: 'Điểm cầu chính', room: '' },
  });
  const participants = await findParticipants(node.platform.db as Kysely<MeetingsTables>, sessionId);
  const all = people.map((actor): Member => {
    const participantId = participants.find(({ personId }) => personId === actor.personId)?.id ?? '';
    return { ctx: node.as(actor), personId: actor.personId, participantId };
  });
  const [chair, secretary, ...members] = all as [Member, Member, ...Member[]];
  return { agencyId, bodyId, sessionId, keeper, chair, secretary, members };
}
