import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directory } from '#modules/directory/server/index.ts';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import { getBody } from '../bodies/get-body.ts';
import { reformBody } from '../bodies/reform-body.ts';
import { setBodyRules } from '../bodies/set-body-rules.ts';
import { meetings } from '../index.ts';
import { addParticipant } from '../participants/add-participant.ts';
import { changeParticipant } from '../participants/change-participant.ts';
import { listParticipants } from '../participants/list-participants.ts';
import { removeParticipant } from '../participants/remove-participant.ts';
import { renewMembers } from '../participants/renew-members.ts';
import { importPlaces } from '../places/import-places.ts';
import { listPlaces } from '../places/list-places.ts';
import { addPlace, changePlace, removePlace } from '../places/write-place.ts';
import type { MeetingsTables } from '../tables.ts';
import { addAgency, addPerson, type TestMeeting, testMeeting } from '../testing/meeting.ts';
import { cancelSession } from './cancel-session.ts';
import { changeSession } from './change-session.ts';
import { closeSession } from './close-session.ts';
import { createSession } from './create-session.ts';
import { listSessions } from './list-sessions.ts';
import { openSession } from './open-session.ts';
import { pauseSession } from './pause-session.ts';
import { getSession } from './view.ts';

let node: TestPlatform;
let db: Kysely<MeetingsTables>;

beforeAll(async () => {
  node = await testPlatform({ modules: [directory, meetings], now: () => new Date('2026-11-25T05:00:00Z') });
  db = node.platform.db as Kysely<MeetingsTables>;
});
afterAll(() => node.close());

const invited = async (meeting: TestMeeting) => {
  await db.updateTable('meetings.session').set({ state: 'invited' }).where('id', '=', meeting.sessionId).execute();
  return meeting;
};
const journalOf = async (sessionId: string) =>
  (
    await db.selectFrom('meetings.journal').select('kind').where('session_id', '=', sessionId).orderBy('seq').execute()
  ).map(({ kind }) => kind);
const nobody = { personId: null, title: '', unitId: null, unitName: '', placeId: null };

test('who sits in the body takes part, with numbers and the duties of the office', async () => {
  const { sessionId, keeper } = await testMeeting(node);
  const { rows } = await listParticipants(keeper, sessionId, { limit: 100 });
  expect(rows.map(({ number, kind, duties, votes }) => [number, kind, duties, votes])).toEqual([
    [1, 'member', ['chair'], true],
    [2, 'staff', ['secretary'], false],
    ...[3, 4, 5, 6].map((number) => [number, 'member', [], true]),
  ]);
  expect(await getSession(keeper, sessionId)).toMatchObject({
    state: 'draft',
    memberCount: 5,
    placeCount: 1,
    me: null,
    can: { prepare: true, open: false },
  });
});

test('only the chair opens, adjourns and closes; opening freezes the rules', async () => {
  const meeting = await invited(await testMeeting(node));
  const { sessionId, keeper, chair, secretary, members, bodyId } = meeting;
  for (const ctx of [keeper, secretary.ctx, members[0]?.ctx ?? keeper, node.as()]) {
    await expect(openSession(ctx, sessionId)).rejects.toMatchObject({ code: 'meetings.duty_missing' });
  }
  const stranger = node.as(testPerson({}));
  await expect(openSession(stranger, sessionId)).rejects.toMatchObject({ code: 'meetings.session_not_found' });
  await openSession(chair.ctx, sessionId);
  await expect(openSession(chair.ctx, sessionId)).rejects.toMatchObject({ code: 'meetings.session_state' });
  const { rules } = await getSession(keeper, sessionId);
  if (!rules) throw new Error('No rules.');
  await setBodyRules(keeper, bodyId, { from: '2026-11-25', rules: { ...rules, decides: 'chair' }, source: 'Mới' });
  expect(await getSession(keeper, sessionId)).toMatchObject({ rulesFrozen: true, rules: { decides: 'vote' } });
  await pauseSession(chair.ctx, sessionId, 'pause');
  await expect(pauseSession(secretary.ctx, sessionId, 'resume')).rejects.toMatchObject({
    code: 'meetings.duty_missing',
  });
  await pauseSession(chair.ctx, sessionId, 'resume');
  const itemId = uuidv7();
  const item = {
    session_id: sessionId,
    weight: 1,
    title: 'x',
    visibility: 'common' as const,
    content: 'topic' as const,
  };
  await db
    .insertInto('meetings.item')
    .values({ id: itemId, ...item, state: 'open' })
    .execute();
  await expect(closeSession(chair.ctx, sessionId)).rejects.toMatchObject({ code: 'meetings.session_item_open' });
  await db.updateTable('meetings.item').set({ state: 'closed' }).where('id', '=', itemId).execute();
  await closeSession(chair.ctx, sessionId);
  expect(await journalOf(sessionId)).toEqual([
    'session_opened',
    'quorum_checked',
    'session_paused',
    'session_resumed',
    'session_closed',
  ]);
  const over = { code: 'meetings.session_state' };
  await expect(addPlace(keeper, sessionId, place('Muộn'))).rejects.toMatchObject(over);
  await expect(cancelSession(keeper, sessionId, { reason: 'x' })).rejects.toMatchObject(over);
});

test('the administrator of the node prepares, but neither opens nor gives a duty to themselves', async () => {
  const meeting = await invited(await testMeeting(node));
  const all = ['body.read', 'body.write', 'session.read', 'session.write'].map((one) => [`meetings.${one}`, 'all']);
  const actor = await addPerson(node, 'Quản Trị Hệ Thống', Object.fromEntries(all));
  const admin = node.as(actor);
  const { sessionId, chair } = meeting;
  expect((await getSession(admin, sessionId)).can).toMatchObject({ prepare: true, open: false });
  await expect(openSession(admin, sessionId)).rejects.toMatchObject({ code: 'meetings.duty_missing' });
  const own = { ...nobody, kind: 'staff' as const, personId: actor.personId, name: 'x' };
  for (const duty of ['chair', 'secretary', 'counting'] as const) {
    await expect(addParticipant(admin, sessionId, { ...own, duties: [duty] })).rejects.toMatchObject({
      code: 'meetings.own_duty',
    });
  }
  const id = await addParticipant(admin, sessionId, { ...own, duties: ['operator'] });
  const change = { title: '', unitName: '', placeId: null, duties: ['secretary' as const] };
  await expect(changeParticipant(admin, sessionId, id, change)).rejects.toMatchObject({ code: 'meetings.own_duty' });
  await openSession(chair.ctx, sessionId);
  const running = { ...change, duties: [] };
  await expect(changeParticipant(admin, sessionId, id, running)).rejects.toMatchObject({
    code: 'meetings.duty_missing',
  });
  await changeParticipant(chair.ctx, sessionId, id, change);
});

test('a draft is seen by who prepares it; participants see it once they are invited; the list says the same', async () => {
  const meeting = await testMeeting(node);
  const { sessionId, keeper, chair, secretary, members } = meeting;
  const [member] = members;
  const contexts = [keeper, chair.ctx, secretary.ctx, member?.ctx ?? keeper, node.as(testPerson({}))];
  const sees = async () =>
    await Promise.all(
      contexts.map(async (ctx) => {
        const one = await getSession(ctx, sessionId).then(
          () => true,
          () => false,
        );
        const page = await listSessions(ctx, { when: 'upcoming', mine: false, limit: 200 });
        expect(page.rows.some(({ id }) => id === sessionId)).toBe(one);
        return one;
      }),
    );
  expect(await sees()).toEqual([true, true, true, false, false]);
  await invited(meeting);
  expect(await sees()).toEqual([true, true, true, true, false]);
  const mine = await listSessions(member?.ctx ?? keeper, { when: 'upcoming', mine: true, limit: 10 });
  expect(mine.rows.map(({ id, me }) => [id, me?.participantId])).toEqual([[sessionId, member?.participantId]]);
  await expect(
    changeSession(member?.ctx ?? keeper, sessionId, {
      kind: 'regular',
      ordinal: 1,
      title: 'x',
      startsAt: '2026-12-01T01:00:00Z',
      endsAt: '2026-12-01T02:00:00Z',
    }),
  ).rejects.toMatchObject({ code: 'platform.forbidden' });
});

test('numbers are never given again; members come anew after the body was re-formed', async () => {
  const { sessionId, keeper, bodyId, members } = await testMeeting(node);
  const id = await addParticipant(keeper, sessionId, { ...nobody, kind: 'invitee', name: 'Khách Một', duties: [] });
  await removeParticipant(keeper, sessionId, id);
  await addParticipant(keeper, sessionId, { ...nobody, kind: 'invitee', name: 'Khách Hai', duties: [] });
  const numberOf = async (name: string) =>
    (await listParticipants(keeper, sessionId, { limit: 100, q: name })).rows.map(({ number }) => number);
  expect(await numberOf('khach hai')).toEqual([8]);
  await expect(removeParticipant(keeper, sessionId, members[0]?.participantId ?? '')).rejects.toMatchObject({
    code: 'meetings.participant_in_use',
  });
  const { seats } = await getBody(keeper, bodyId);
  const [gone, ...stay] = seats.filter(({ office }) => office === 'member');
  const kept = seats.filter(({ office }) => office !== 'member').concat(stay);
  const fresh = { office: 'member' as const, personId: null, name: 'Người Mới', title: '', unitId: null, votes: true };
  await reformBody(keeper, bodyId, {
    decision: 'QĐ 2',
    decidedOn: '2026-11-01',
    effectiveOn: '2026-11-01',
    note: '',
    seats: [...kept.map(({ id: seatId }) => ({ seatId })), fresh],
  });
  expect(await renewMembers(keeper, sessionId)).toEqual({ added: 1, removed: 1 });
  expect(await numberOf('nguoi moi')).toEqual([9]);
  expect(await numberOf(gone?.name ?? '')).toEqual([]);
});

test('the last chair stays a chair until another is named', async () => {
  const { sessionId, keeper, chair, members } = await testMeeting(node);
  const none = { title: '', unitName: '', placeId: null, duties: [] };
  await expect(changeParticipant(keeper, sessionId, chair.participantId, none)).rejects.toMatchObject({
    code: 'meetings.last_chair',
  });
  await changeParticipant(keeper, sessionId, members[0]?.participantId ?? '', { ...none, duties: ['chair', 'chair'] });
  await changeParticipant(keeper, sessionId, chair.participantId, none);
});

const place = (name: string, more: object = {}) => ({
  name,
  isMain: false,
  agencyId: null,
  room: '',
  latitude: null,
  longitude: null,
  headId: null,
  operatorId: null,
  ...more,
});

test('there is one main place; whoever sat at a place that goes sits nowhere', async () => {
  const { sessionId, keeper, members } = await testMeeting(node);
  const second = await addPlace(keeper, sessionId, place('Điểm hai', { headId: members[0]?.participantId }));
  const third = await addPlace(keeper, sessionId, place('Điểm ba', { isMain: true }));
  await changeParticipant(keeper, sessionId, members[0]?.participantId ?? '', {
    title: '',
    unitName: '',
    placeId: second,
    duties: [],
  });
  const { rows, total } = await listPlaces(keeper, sessionId, { limit: 2 });
  expect(rows.map(({ name, isMain }) => [name, isMain])).toEqual([
    ['Điểm ba', true],
    ['Điểm cầu chính', false],
  ]);
  expect(total).toBe(3);
  await expect(removePlace(keeper, sessionId, third)).rejects.toMatchObject({ code: 'meetings.place_main' });
  await removePlace(keeper, sessionId, second);
  const foreign = await testMeeting(node);
  await expect(changePlace(foreign.keeper, foreign.sessionId, third, place('x'))).rejects.toMatchObject({
    code: 'meetings.place_not_found',
  });
  await expect(
    addPlace(keeper, sessionId, place('y', { headId: foreign.members[0]?.participantId })),
  ).rejects.toMatchObject({ code: 'meetings.participant_not_found' });
});

test('a list of places is read line by line, and taken whole or not at all', async () => {
  await addAgency(node, 'Sở Y tế');
  const { sessionId, keeper } = await testMeeting(node);
  const file = (text: string, apply: boolean) => ({
    fileName: 'diem-cau.csv',
    content: Buffer.from(text).toString('base64'),
    apply,
  });
  const wrong = 'Điểm cầu;Cơ quan;Vĩ độ\nSở Y tế;Sở Y tế;12,2\nsở y tế;Sở Lạ;200\n;;\nĐiểm cầu chính;;\n';
  const { lines } = await importPlaces(keeper, sessionId, file(wrong, false));
  expect(lines.map(({ line, problems }) => [line, problems.map(({ code }) => code)])).toEqual([
    [2, []],
    [3, ['meetings.place_twice', 'meetings.cell_agency', 'meetings.cell_degrees']],
    [5, ['meetings.place_twice']],
  ]);
  await expect(importPlaces(keeper, sessionId, file(wrong, true))).rejects.toMatchObject({
    code: 'meetings.places_lines',
  });
  await expect(importPlaces(keeper, sessionId, file('Cột\nx\n', true))).rejects.toMatchObject({
    code: 'meetings.places_head',
  });
  const right = 'Điểm cầu,Trưởng điểm cầu,Vận hành,Phòng\nTỉnh A,Lê A,Kỹ A,P1\nTỉnh B,Thành Viên 1,,P2\n';
  expect(await importPlaces(keeper, sessionId, file(right, true))).toMatchObject({ taken: 2 });
  const { rows } = await listPlaces(keeper, sessionId, { limit: 10 });
  expect(
    rows
      .slice(1)
      .map(({ name, head, operator, room, participantCount }) => [
        name,
        head?.name,
        operator?.name,
        room,
        participantCount,
      ]),
  ).toEqual([
    ['Tỉnh A', 'Lê A', 'Kỹ A', 'P1', 2],
    ['Tỉnh B', 'Thành Viên 1', undefined, 'P2', 1],
  ]);
});

test('the last session is a template: places, heads, invitees and duties come over', async () => {
  const { sessionId, keeper, bodyId, members } = await testMeeting(node);
  const placeId = await addPlace(keeper, sessionId, place('Điểm hai', { headId: members[1]?.participantId }));
  await changeParticipant(keeper, sessionId, members[1]?.participantId ?? '', {
    title: '',
    unitName: '',
    placeId,
    duties: ['counting'],
  });
  await addParticipant(keeper, sessionId, {
    ...nobody,
    kind: 'staff',
    name: 'Kỹ thuật',
    placeId,
    duties: ['operator'],
  });
  const next = await createSession(keeper, {
    bodyId,
    kind: 'regular',
    ordinal: 2,
    title: 'Phiên sau',
    startsAt: '2026-12-25T01:00:00Z',
    endsAt: '2026-12-25T04:00:00Z',
    templateId: sessionId,
    mainPlace: { name: 'x', room: '' },
  });
  const places = (await listPlaces(keeper, next, { limit: 10 })).rows;
  expect(
    places.map(({ name, isMain, head, participantCount }) => [name, isMain, head?.name, participantCount]),
  ).toEqual([
    ['Điểm cầu chính', true, undefined, 0],
    ['Điểm hai', false, 'Thành Viên 2', 2],
  ]);
  const people = (await listParticipants(keeper, next, { limit: 100 })).rows;
  expect(people.filter(({ duties }) => duties.length > 0).map(({ name, duties }) => [name, duties])).toEqual([
    ['Chủ Tọa', ['chair']],
    ['Thư Ký', ['secretary']],
    ['Thành Viên 2', ['counting']],
    ['Kỹ thuật', ['operator']],
  ]);
});

test('a session that is called off tells whoever was invited, and opens no more', async () => {
  const { sessionId, keeper, chair, members } = await invited(await testMeeting(node));
  await cancelSession(keeper, sessionId, { reason: 'Bão số 9' });
  expect(await getSession(keeper, sessionId)).toMatchObject({ state: 'cancelled', cancelReason: 'Bão số 9' });
  await expect(openSession(chair.ctx, sessionId)).rejects.toMatchObject({ code: 'meetings.session_state' });
  const told = await (db as unknown as Kysely<{ 'platform.notification': { person_id: string; kind: string } }>)
    .selectFrom('platform.notification')
    .select('person_id')
    .where('kind', '=', 'meetings.session_cancelled')
    .execute();
  expect(told.map(({ person_id }) => person_id)).toContain(members[0]?.personId);
});
