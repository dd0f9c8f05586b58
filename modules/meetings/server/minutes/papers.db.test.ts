import type { Kysely } from 'kysely';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directory } from '#modules/directory/server/index.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import type { WriteConclusion } from '../../contract.ts';
import { listConclusions } from '../conclusions/list-conclusions.ts';
import {
  addConclusion,
  changeConclusion,
  confirmConclusion,
  removeConclusion,
} from '../conclusions/write-conclusion.ts';
import { meetings } from '../index.ts';
import { closeSession } from '../sessions/close-session.ts';
import { openSession } from '../sessions/open-session.ts';
import type { MeetingsTables } from '../tables.ts';
import { type TestMeeting, testMeeting } from '../testing/meeting.ts';
import { getMinutes } from './get-minutes.ts';
import { getNotice, issueNotice } from './notice.ts';
import { minutesPaper, noticePaper } from './papers.ts';
import { correctMinutes, redoMinutes, saveMinutes, sendBackMinutes, signMinutes } from './write-minutes.ts';

let node: TestPlatform;
beforeAll(async () => {
  node = await testPlatform({ modules: [directory, meetings], now: () => new Date('2026-11-25T05:00:00Z') });
});
afterAll(() => node.close());

async function running(): Promise<TestMeeting> {
  const meeting = await testMeeting(node);
  const db = node.platform.db as Kysely<MeetingsTables>;
  await db.updateTable('meetings.session').set({ state: 'invited' }).where('id', '=', meeting.sessionId).execute();
  await openSession(meeting.chair.ctx, meeting.sessionId);
  return meeting;
}

const task: WriteConclusion = {
  itemId: null,
  kind: 'task',
  text: 'Hoàn thành kết nối hệ thống đo lường',
  lead: { agencyId: null, name: 'Sở Khoa học và Công nghệ' },
  partners: [{ agencyId: null, name: 'Công an tỉnh' }],
  product: 'Báo cáo kết quả',
  dueOn: '2026-12-31',
  monitor: '',
};
const textOf = async (bytes: Uint8Array) =>
  (await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })).text.replace(/\s+/g, ' ');

test('the secretary writes a conclusion down, the chair confirms it; then it stands', async () => {
  const { sessionId, chair, secretary, members, keeper } = await running();
  const id = await addConclusion(secretary.ctx, sessionId, task);
  await changeConclusion(secretary.ctx, sessionId, id, { ...task, dueOn: null });
  const second = await addConclusion(secretary.ctx, sessionId, { ...task, kind: 'none', lead: null, text: 'Ghi nhận' });
  await removeConclusion(secretary.ctx, sessionId, second);
  const member = members[0] as TestMeeting['chair'];
  expect((await listConclusions(member.ctx, sessionId)).rows).toEqual([]);
  await expect(addConclusion(member.ctx, sessionId, task)).rejects.toMatchObject({ code: 'meetings.duty_missing' });
  await expect(addConclusion(keeper, sessionId, task)).rejects.toMatchObject({ code: 'meetings.duty_missing' });
  await expect(confirmConclusion(secretary.ctx, sessionId, id)).rejects.toMatchObject({
    code: 'meetings.duty_missing',
  });
  await confirmConclusion(chair.ctx, sessionId, id);
  expect((await listConclusions(member.ctx, sessionId)).rows).toMatchObject([{ number: 1, dueOn: null, kind: 'task' }]);
  await expect(changeConclusion(secretary.ctx, sessionId, id, task)).rejects.toMatchObject({
    code: 'meetings.conclusion_confirmed',
  });
  const events = await (node.platform.db as Kysely<PlatformTables>)
    .selectFrom('platform.event')
    .select(['payload'])
    .where('topic', '=', 'meetings.conclusion')
    .execute();
  expect(events.map(({ payload }) => payload)).toContainEqual({ conclusionId: id, sessionId, kind: 'task' });
});

test('a task without a lead, and a lead that is no agency, are refused', async () => {
  const { sessionId, secretary } = await running();
  await expect(addConclusion(secretary.ctx, sessionId, { ...task, lead: null })).rejects.toThrow(
    'A task has exactly one lead',
  );
  const lead = { agencyId: '0193f000-0000-7000-8000-000000000000', name: 'Không có' };
  await expect(addConclusion(secretary.ctx, sessionId, { ...task, lead })).rejects.toMatchObject({
    code: 'meetings.agency_not_found',
  });
});

test('minutes follow the journal until they are edited; secretary, then chair sign; then only annexes', async () => {
  const { sessionId, chair, secretary, members } = await running();
  const member = members[0] as TestMeeting['chair'];
  const made = await getMinutes(secretary.ctx, sessionId);
  expect(made).toMatchObject({ state: 'collecting', version: 0, can: { edit: true, sign: false } });
  await expect(getMinutes(member.ctx, sessionId)).rejects.toMatchObject({ code: 'meetings.minutes_state' });
  const sections = [...made.sections, { heading: 'Ý kiến khác', paragraphs: ['#eval("1+1") & <b>không</b>'] }];
  await saveMinutes(secretary.ctx, sessionId, { sections, version: 0 });
  await expect(saveMinutes(secretary.ctx, sessionId, { sections, version: 0 })).rejects.toMatchObject({
    code: 'meetings.minutes_newer',
  });
  await expect(signMinutes(secretary.ctx, sessionId)).rejects.toMatchObject({ code: 'meetings.session_state' });
  await closeSession(chair.ctx, sessionId);
  await expect(signMinutes(chair.ctx, sessionId)).rejects.toMatchObject({ code: 'meetings.duty_missing' });
  await signMinutes(secretary.ctx, sessionId);
  await expect(saveMinutes(secretary.ctx, sessionId, { sections, version: 1 })).rejects.toMatchObject({
    code: 'meetings.minutes_state',
  });
  await sendBackMinutes(chair.ctx, sessionId, 'Thiếu ý kiến');
  await saveMinutes(secretary.ctx, sessionId, { sections, version: 1 });
  await signMinutes(secretary.ctx, sessionId);
  await signMinutes(chair.ctx, sessionId);
  const signed = await getMinutes(member.ctx, sessionId);
  expect(signed).toMatchObject({ state: 'signed', can: { edit: false, sign: false, correct: true } });
  expect(signed.sha256).toMatch(/^[0-9a-f]{64}$/);
  await expect(redoMinutes(secretary.ctx, sessionId)).rejects.toMatchObject({ code: 'meetings.minutes_state' });
  await correctMinutes(member.ctx, sessionId, 'Tôi đã phát biểu hai lần.');
  expect((await getMinutes(chair.ctx, sessionId)).corrections).toMatchObject([{ text: 'Tôi đã phát biểu hai lần.' }]);
  const { bytes } = await minutesPaper(member.ctx, sessionId);
  const text = await textOf(bytes);
  expect(text).toContain('BIÊN BẢN');
  expect(text).toContain('#eval("1+1") & <b>không</b>');
  expect(text).toContain(signed.sha256);
});

test('the notice is due by the rules, a draft until it is issued, and issued once', async () => {
  const { sessionId, chair, secretary, members } = await running();
  const member = members[0] as TestMeeting['chair'];
  await expect(issueNotice(secretary.ctx, sessionId, { number: '01', issuedOn: '2026-11-26' })).rejects.toMatchObject({
    code: 'meetings.notice_empty',
  });
  await confirmConclusion(chair.ctx, sessionId, await addConclusion(secretary.ctx, sessionId, task));
  await closeSession(chair.ctx, sessionId);
  // Closed on Wednesday 25/11/2026: five working days later is Wednesday.
  expect(await getNotice(secretary.ctx, sessionId)).toMatchObject({ dueOn: '2026-12-02', can: { issue: true } });
  await expect(noticePaper(member.ctx, sessionId)).rejects.toMatchObject({ code: 'meetings.notice_not_issued' });
  expect(await textOf((await noticePaper(secretary.ctx, sessionId)).bytes)).toContain('tháng năm');
  await issueNotice(secretary.ctx, sessionId, { number: '56', issuedOn: '2026-11-27' });
  await expect(issueNotice(chair.ctx, sessionId, { number: '57', issuedOn: '2026-11-27' })).rejects.toMatchObject({
    code: 'meetings.notice_issued',
  });
  const text = await textOf((await noticePaper(member.ctx, sessionId)).bytes);
  for (const words of [
    'THÔNG BÁO',
    '56/TB',
    'Chủ trì: Sở Khoa học và Công nghệ',
    'Thời hạn: 31/12/2026',
    'ngày 27 tháng 11 năm 2026',
  ]) {
    expect(text).toContain(words);
  }
});
