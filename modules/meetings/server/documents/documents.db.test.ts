import { buffer } from 'node:stream/consumers';
import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directory } from '#modules/directory/server/index.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { meetings } from '../index.ts';
import { sendInvitation } from '../invitations/send-invitation.ts';
import { addParticipant } from '../participants/add-participant.ts';
import { openSession } from '../sessions/open-session.ts';
import type { MeetingsTables } from '../tables.ts';
import { addPerson, testMeeting } from '../testing/meeting.ts';
import { addDocument, addDocumentVersion } from './add-document.ts';
import { changeDocument, withdrawDocument } from './change-document.ts';
import { listDocuments } from './list-documents.ts';
import { openDocument } from './open-document.ts';
import { showDocument } from './show-document.ts';

let node: TestPlatform;
let db: Kysely<MeetingsTables>;

beforeAll(async () => {
  node = await testPlatform({ modules: [directory, meetings], now: () => new Date('2026-11-25T02:00:00Z') });
  db = node.platform.db as Kysely<MeetingsTables>;
});
afterAll(() => node.close());

const dates = { startsAt: '2026-12-10T01:00:00Z', endsAt: '2026-12-10T04:00:00Z' };
const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}`).toString('base64');
const document = (title: string, more: object = {}) => ({
  title,
  fileName: `${title}.pdf`,
  content: pdf(title),
  ...more,
});
const invite = async (meeting: Awaited<ReturnType<typeof testMeeting>>) =>
  await sendInvitation(meeting.keeper, meeting.sessionId, {
    number: '',
    symbol: '',
    place: 'Khánh Hòa',
    signedOn: null,
    signer: { authority: '', position: 'Trưởng ban', name: 'A' },
    demands: '',
    urgentReason: '',
  });

test('versions stand beside one another; what comes after the invitation is late', async () => {
  const meeting = await testMeeting(node, dates);
  const { sessionId, keeper } = meeting;
  await addDocument(keeper, sessionId, document('Báo cáo'));
  await invite(meeting);
  const [first] = (await listDocuments(keeper, sessionId)).rows;
  await addDocumentVersion(keeper, sessionId, first?.id ?? '', { fileName: 'b2.pdf', content: pdf('hai') });
  await addDocument(keeper, sessionId, document('Phụ lục'));
  const { rows } = await listDocuments(keeper, sessionId);
  expect(rows.map(({ title, versions }) => [title, versions.map(({ number, late }) => [number, late])])).toEqual([
    [
      'Báo cáo',
      [
        [2, true],
        [1, false],
      ],
    ],
    ['Phụ lục', [[1, true]]],
  ]);
  const old = await openDocument(keeper, sessionId, first?.id ?? '', 1);
  expect((await buffer(old.content)).toString()).toBe('%PDF-1.7\nBáo cáo');
  await expect(db.updateTable('meetings.document_version').set({ late: false }).execute()).rejects.toThrow(
    'permission denied',
  );
});

test('each opens what is meant for them, in the list and one by one', async () => {
  const meeting = await testMeeting(node, dates);
  const { sessionId, keeper, members, secretary } = meeting;
  const guest = await addPerson(node, 'Khách Mời');
  const nothing = { title: '', unitId: null, unitName: '', placeId: null, duties: [] };
  await addParticipant(keeper, sessionId, { kind: 'invitee', personId: guest.personId, ...nothing });
  for (const visibility of ['all', 'members', 'internal'] as const) {
    await addDocument(keeper, sessionId, document(visibility, { visibility }));
  }
  await invite(meeting);
  const ids = new Map((await listDocuments(keeper, sessionId)).rows.map(({ title, id }) => [title, id]));
  const sees = async (ctx: typeof keeper) => {
    const listed = (await listDocuments(ctx, sessionId)).rows.map(({ title }) => title);
    for (const [title, id] of ids) {
      const opens = await openDocument(ctx, sessionId, id, 1).then(
        () => true,
        () => false,
      );
      expect([title, opens]).toEqual([title, listed.includes(title)]);
    }
    return listed;
  };
  expect(await sees(keeper)).toEqual(['all', 'members', 'internal']);
  expect(await sees(secretary.ctx)).toEqual(['all', 'members', 'internal']);
  expect(await sees(members[0]?.ctx ?? keeper)).toEqual(['all', 'members']);
  expect(await sees(node.as(guest))).toEqual(['all']);
  const change = { itemId: null, title: 'x', visibility: 'all' as const, presenter: '' };
  const id = ids.get('all') ?? '';
  for (const refused of [
    () => addDocument(node.as(guest), sessionId, document('y')),
    () => changeDocument(members[0]?.ctx ?? keeper, sessionId, id, change),
    () => withdrawDocument(members[0]?.ctx ?? keeper, sessionId, id),
  ]) {
    await expect(refused()).rejects.toMatchObject({ code: 'platform.forbidden' });
  }
});

test('a document of another session, of an item that is not there, or of a dangerous kind is refused', async () => {
  const { sessionId, keeper } = await testMeeting(node, dates);
  const other = await testMeeting(node, dates);
  await addDocument(other.keeper, other.sessionId, document('Khác'));
  const foreign = (await listDocuments(other.keeper, other.sessionId)).rows[0]?.id ?? '';
  await expect(openDocument(keeper, sessionId, foreign, 1)).rejects.toMatchObject({
    code: 'meetings.document_not_found',
  });
  await expect(addDocument(keeper, sessionId, document('x', { itemId: uuidv7() }))).rejects.toMatchObject({
    code: 'meetings.document_item',
  });
  const page = Buffer.from('<html>').toString('base64');
  await expect(addDocument(keeper, sessionId, document('x', { content: page }))).rejects.toMatchObject({
    code: 'meetings.document_refused',
  });
  await addDocument(keeper, sessionId, document('Rút lại'));
  const id = (await listDocuments(keeper, sessionId)).rows[0]?.id ?? '';
  await withdrawDocument(keeper, sessionId, id);
  expect((await listDocuments(keeper, sessionId)).rows).toEqual([]);
});

test('chair and secretary show a document: it stands in the journal with its hash', async () => {
  const meeting = await testMeeting(node, dates);
  const { sessionId, keeper, chair, secretary, members } = meeting;
  await addDocument(keeper, sessionId, document('Tờ trình'));
  await addDocument(keeper, sessionId, document('Kín', { visibility: 'internal' }));
  await invite(meeting);
  const [shown, internal] = (await listDocuments(keeper, sessionId)).rows;
  const id = shown?.id ?? '';
  await expect(showDocument(secretary.ctx, sessionId, id)).rejects.toMatchObject({ code: 'meetings.session_state' });
  await openSession(chair.ctx, sessionId);
  for (const ctx of [keeper, members[0]?.ctx ?? keeper]) {
    await expect(showDocument(ctx, sessionId, id)).rejects.toMatchObject({ code: 'meetings.duty_missing' });
  }
  await expect(showDocument(chair.ctx, sessionId, internal?.id ?? '')).rejects.toMatchObject({
    code: 'meetings.document_not_found',
  });
  await showDocument(secretary.ctx, sessionId, id);
  const [entry] = await db
    .selectFrom('meetings.journal')
    .select('data')
    .where('session_id', '=', sessionId)
    .where('kind', '=', 'document_shown')
    .execute();
  expect(entry?.data).toMatchObject({ title: 'Tờ trình', version: 1, sha256: shown?.versions[0]?.sha256 });
  await expect(withdrawDocument(keeper, sessionId, id)).rejects.toMatchObject({ code: 'meetings.session_state' });
});
