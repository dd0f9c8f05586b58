import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directory } from '#modules/directory/server/index.ts';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import type { SendInvitation } from '../../contract.ts';
import { meetings } from '../index.ts';
import { listParticipants } from '../participants/list-participants.ts';
import { openSession } from '../sessions/open-session.ts';
import { getSession } from '../sessions/view.ts';
import type { MeetingsTables } from '../tables.ts';
import { addPerson, testMeeting } from '../testing/meeting.ts';
import { answerInvitation } from './answer-invitation.ts';
import { decideLeave } from './decide-leave.ts';
import { getInvitation } from './get-invitation.ts';
import { invitationPaper } from './invitation-paper.ts';
import { remindJob } from './remind.job.ts';
import { remind } from './remind.ts';
import { sendInvitation } from './send-invitation.ts';
import { sessionCalendar } from './session-calendar.ts';

let node: TestPlatform;
let now = new Date('2026-11-25T02:00:00Z');

beforeAll(async () => {
  node = await testPlatform({ modules: [directory, meetings], now: () => now });
});
afterAll(() => node.close());

const paper: SendInvitation = {
  number: '12',
  symbol: 'GM-SKHCN',
  place: 'Khánh Hòa',
  signedOn: '2026-11-25',
  signer: { authority: 'TM. BAN CHỈ ĐẠO', position: 'Phó Trưởng ban', name: 'Trần Thị Lãnh Đạo' },
  demands: 'Kiểm tra đường truyền trước 7 giờ 30.',
  urgentReason: '',
};
/** Wednesday 25/11/2026; a session of Monday 30/11 leaves three working days, one of Friday 27/11 two. */
const monday = { startsAt: '2026-11-30T01:00:00Z', endsAt: '2026-11-30T04:00:00Z' };
const friday = { startsAt: '2026-11-27T01:00:00Z', endsAt: '2026-11-27T04:00:00Z' };
const answer = { reason: '', substitute: null };

interface Notifications {
  'platform.notification': { person_id: string; kind: string; subject_id: string };
}
const toldOf = async (kind: string, sessionId: string) =>
  (
    await (node.platform.db as unknown as Kysely<Notifications>)
      .selectFrom('platform.notification')
      .select('person_id')
      .where('kind', '=', kind)
      .where('subject_id', '=', sessionId)
      .execute()
  ).map(({ person_id }) => person_id);

test('three working days are enough; with fewer it needs a reason and is urgent on paper', async () => {
  const enough = await testMeeting(node, monday);
  expect((await getInvitation(enough.keeper, enough.sessionId)).time).toEqual({ required: 3, left: 3, late: false });
  await sendInvitation(enough.keeper, enough.sessionId, paper);
  const late = await testMeeting(node, friday);
  expect((await getInvitation(late.keeper, late.sessionId)).time).toEqual({ required: 3, left: 2, late: true });
  await expect(sendInvitation(late.keeper, late.sessionId, paper)).rejects.toMatchObject({
    code: 'meetings.invitation_late',
  });
  await sendInvitation(late.keeper, late.sessionId, { ...paper, urgentReason: 'Ứng phó bão' });
  expect((await getInvitation(late.keeper, late.sessionId)).sent).toMatchObject({ urgentReason: 'Ứng phó bão' });
});

test('it is sent to all who take part, opens the session to them, and may be sent again', async () => {
  const { sessionId, keeper, chair, members } = await testMeeting(node, monday);
  const [member] = members;
  await expect(getSession(member?.ctx ?? keeper, sessionId)).rejects.toMatchObject({
    code: 'meetings.session_not_found',
  });
  await expect(openSession(chair.ctx, sessionId)).rejects.toMatchObject({ code: 'meetings.session_state' });
  await sendInvitation(keeper, sessionId, paper);
  expect(await getSession(member?.ctx ?? keeper, sessionId)).toMatchObject({
    state: 'invited',
    me: { answer: 'pending' },
  });
  expect(await toldOf('meetings.invitation', sessionId)).toHaveLength(6);
  await sendInvitation(keeper, sessionId, paper);
  expect(await toldOf('meetings.invitation', sessionId)).toHaveLength(12);
  await expect(sendInvitation(member?.ctx ?? keeper, sessionId, paper)).rejects.toMatchObject({
    code: 'platform.forbidden',
  });
  const stranger = node.as(testPerson({}));
  await expect(getInvitation(stranger, sessionId)).rejects.toMatchObject({ code: 'meetings.session_not_found' });
});

test('people answer for themselves, who prepares for anybody; absence has a reason', async () => {
  const { sessionId, keeper, secretary, members } = await testMeeting(node, monday);
  const [one, two] = members as [(typeof members)[0], (typeof members)[0]];
  const accept = { ...answer, answer: 'accepted' as const };
  await expect(answerInvitation(keeper, sessionId, one.participantId, accept)).rejects.toMatchObject({
    code: 'meetings.session_state',
  });
  await sendInvitation(keeper, sessionId, paper);
  await answerInvitation(one.ctx, sessionId, one.participantId, accept);
  await expect(answerInvitation(one.ctx, sessionId, two.participantId, accept)).rejects.toMatchObject({
    code: 'meetings.not_yours',
  });
  const decline = { ...answer, answer: 'declined' as const };
  await expect(answerInvitation(two.ctx, sessionId, two.participantId, decline)).rejects.toThrow('reason');
  await answerInvitation(secretary.ctx, sessionId, two.participantId, { ...decline, reason: 'Đi công tác' });
  expect((await getInvitation(keeper, sessionId)).answers).toEqual({
    pending: 4,
    accepted: 1,
    declined: 1,
    substituted: 0,
  });
});

test('a substitute waits for the leave of the chair, votes only by the rules, and goes when the member comes after all', async () => {
  for (const vote of [false, true]) {
    const substitutes = { attend: true, vote, countForQuorum: false };
    const { sessionId, keeper, chair, members } = await testMeeting(node, { ...monday, rules: { substitutes } });
    await sendInvitation(keeper, sessionId, paper);
    const [member] = members as [(typeof members)[0]];
    const person = await addPerson(node, 'Người Dự Thay');
    const send = {
      answer: 'substituted' as const,
      reason: '',
      substitute: { personId: person.personId, title: 'Phó' },
    };
    await answerInvitation(member.ctx, sessionId, member.participantId, send);
    const find = async () => (await listParticipants(keeper, sessionId, { kind: 'substitute', limit: 10 })).rows;
    const [waiting] = await find();
    expect(waiting).toMatchObject({ name: 'Người Dự Thay', leave: 'asked', votes: false, number: 7 });
    expect((await getInvitation(keeper, sessionId)).waiting).toBe(1);
    const id = waiting?.id ?? '';
    await expect(decideLeave(keeper, sessionId, id, 'given')).rejects.toMatchObject({ code: 'meetings.duty_missing' });
    await expect(decideLeave(chair.ctx, sessionId, member.participantId, 'given')).rejects.toMatchObject({
      code: 'meetings.substitute_none',
    });
    await decideLeave(chair.ctx, sessionId, id, 'given');
    expect(await find()).toMatchObject([{ leave: 'given', votes: vote }]);
    expect(await toldOf('meetings.leave', sessionId)).toEqual([person.personId]);
    await answerInvitation(member.ctx, sessionId, member.participantId, { ...answer, answer: 'accepted' });
    expect(await find()).toEqual([]);
  }
});

test('where the rules know no substitutes nobody sends one', async () => {
  const substitutes = { attend: false, vote: false, countForQuorum: false };
  const { sessionId, keeper, members } = await testMeeting(node, { ...monday, rules: { substitutes } });
  await sendInvitation(keeper, sessionId, paper);
  const [member] = members as [(typeof members)[0]];
  await expect(
    answerInvitation(member.ctx, sessionId, member.participantId, {
      answer: 'substituted',
      reason: '',
      substitute: { personId: null, name: 'Ai đó', title: '' },
    }),
  ).rejects.toMatchObject({ code: 'meetings.substitute_refused' });
});

test('whoever has not answered is reminded, by hand and every morning before the session, once a day', async () => {
  const { sessionId, keeper, members } = await testMeeting(node, monday);
  await sendInvitation(keeper, sessionId, paper);
  const [member] = members as [(typeof members)[0]];
  await answerInvitation(member.ctx, sessionId, member.participantId, { ...answer, answer: 'accepted' });
  await remind(keeper, sessionId);
  expect(await toldOf('meetings.reminder', sessionId)).not.toContain(member.personId);
  expect(await toldOf('meetings.reminder', sessionId)).toHaveLength(5);
  const system = node.as();
  await remindJob.run(system, {});
  expect(await toldOf('meetings.reminder', sessionId)).toHaveLength(5);
  now = new Date('2026-11-27T02:00:00Z');
  await remindJob.run(system, {});
  await remindJob.run(system, {});
  expect(await toldOf('meetings.reminder', sessionId)).toHaveLength(10);
  now = new Date('2026-11-25T02:00:00Z');
});

test('the paper says what the law asks for; the calendar entry keeps its identity', async () => {
  const { sessionId, keeper, members } = await testMeeting(node, monday);
  await expect(invitationPaper(keeper, sessionId, undefined)).rejects.toMatchObject({
    code: 'meetings.invitation_none',
  });
  await sendInvitation(keeper, sessionId, paper);
  const { extractText } = await import('unpdf');
  const { bytes } = await invitationPaper(keeper, sessionId, members[0]?.participantId);
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
  const words = text.normalize('NFC').replace(/\s+/g, ' ');
  for (const part of [
    'GIẤY MỜI',
    'Số: 12/GM-SKHCN',
    'Thành Viên 1',
    'Chủ trì: Chủ Tọa',
    'từ 08 giờ 00 đến 11 giờ 00, Thứ Hai ngày 30 tháng 11 năm 2026',
    'Kiểm tra đường truyền',
    'Trần Thị Lãnh Đạo',
  ]) {
    expect(words).toContain(part);
  }
  const file = await sessionCalendar(members[0]?.ctx ?? keeper, sessionId);
  expect(file).toContain(`UID:${sessionId}@meetings.nhipcau`);
  expect(file).toContain('DTSTART:20261130T010000Z');
});

test('every sending stands: nobody changes or removes one', async () => {
  const db = node.platform.db as Kysely<MeetingsTables>;
  await expect(db.deleteFrom('meetings.invitation').execute()).rejects.toThrow('permission denied');
});
