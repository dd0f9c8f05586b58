import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import type { Context } from '#platform/server/context.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { meetings } from '../index.ts';
import { type TestSession, testSession } from '../testing/session-rows.ts';
import type { VoteTables } from '../votes/tables.ts';
import { addItem } from './add-item.ts';
import { changeItem } from './change-item.ts';
import { getAgenda } from './get-agenda.ts';
import { moveItems, numberAgenda, reorderAgenda, setAgendaSettings } from './order-agenda.ts';
import { removeItem } from './remove-item.ts';
import { setItemState } from './set-item-state.ts';

let node: TestPlatform;
let session: TestSession;

beforeEach(async () => {
  node = await testPlatform({ modules: [meetings], now: () => new Date('2021-11-30T01:00:00Z') });
  session = await testSession(node, { chair: { duties: ['chair'] }, secretary: { duties: ['secretary'] }, an: {} });
});

const as = (name: string): Context => node.as(session.people[name]);
const refused = (code: string) => expect.objectContaining({ code });
const add = async (title: string, more = {}) =>
  await addItem(as('secretary'), session.id, { title, visibility: 'common', ...more });
const agenda = async (who = 'secretary') => (await getAgenda(as(who), session.id)).items;
const titles = async (who = 'secretary') => (await agenda(who)).map(({ number, title }) => `${number} ${title}`.trim());

test('an agenda is made, numbered, moved, reordered', async () => {
  const opening = await add('Khai mạc', { seconds: 900 });
  const plan = await add('Kế hoạch', { seconds: 1_800 });
  const note = await add('Ghi chú cho chủ tọa', { visibility: 'internal', comment: 'Chờ ý kiến Bộ Tài chính' });
  const first = await add('Báo cáo', { parentId: plan });
  await numberAgenda(as('secretary'), session.id);
  expect(await titles()).toEqual(['1 Khai mạc', '2 Kế hoạch', '2.1 Báo cáo', 'Ghi chú cho chủ tọa']);
  expect(await titles('an')).toEqual(['1 Khai mạc', '2 Kế hoạch', '2.1 Báo cáo']);
  await setAgendaSettings(as('secretary'), session.id, { prefix: 'Mục', numerals: 'roman' });
  await numberAgenda(as('secretary'), session.id);
  expect(await titles('an')).toEqual(['Mục I Khai mạc', 'Mục II Kế hoạch', 'Mục II.1 Báo cáo']);
  await moveItems(as('secretary'), session.id, { ids: [first], parentId: null, behind: opening });
  expect((await agenda()).map(({ id, level }) => [id, level])).toEqual(
    [opening, first, plan, note].map((id) => [id, 0]),
  );
  await expect(moveItems(as('secretary'), session.id, { ids: [plan], parentId: plan, behind: null })).rejects.toEqual(
    refused('meetings.item_below_itself'),
  );
  const order = [plan, first, note, opening].map((id) => ({ id, parentId: id === first ? plan : null }));
  await reorderAgenda(as('secretary'), session.id, { items: order });
  expect((await agenda()).map(({ id, parentId }) => ({ id, parentId }))).toEqual(order);
  await expect(reorderAgenda(as('secretary'), session.id, { items: order.slice(1) })).rejects.toEqual(
    refused('meetings.item_parent_unknown'),
  );
  await expect(reorderAgenda(as('secretary'), session.id, { items: order.slice(0, 2) })).rejects.toEqual(
    refused('meetings.item_missing'),
  );
  await changeItem(as('secretary'), session.id, first, { seconds: 600, tags: ['ngân sách'] });
  expect((await agenda('an')).find(({ id }) => id === first)).toMatchObject({ seconds: 600, tags: ['ngân sách'] });
});

test('who only takes part changes nothing; what was dealt with stays', async () => {
  const item = await add('Khai mạc');
  const below = await add('Chào cờ', { parentId: item });
  await expect(addItem(as('an'), session.id, { title: 'Việc khác' })).rejects.toEqual(refused('platform.forbidden'));
  await expect(setItemState(as('an'), session.id, item, { to: 'open' })).rejects.toEqual(
    refused('meetings.duty_missing'),
  );
  await expect(removeItem(as('secretary'), session.id, item)).rejects.toEqual(refused('meetings.item_has_children'));
  await setItemState(as('chair'), session.id, below, { to: 'open' });
  await expect(removeItem(as('secretary'), session.id, below)).rejects.toEqual(refused('meetings.item_begun'));
  const other = await add('Việc khác');
  await removeItem(as('secretary'), session.id, other);
  expect(await titles()).toEqual(['Khai mạc', 'Chào cờ']);
});

test('a draft stands on an agenda once; its presenter is of this session', async () => {
  const contentId = uuidv7();
  await add('Nghị quyết', { content: 'resolution', contentId, presenterId: session.ids['an'] });
  await expect(add('Nghị quyết, lần nữa', { content: 'resolution', contentId })).rejects.toEqual(
    refused('meetings.item_subject_taken'),
  );
  await expect(add('Khác', { presenterId: uuidv7() })).rejects.toEqual(refused('platform.input_invalid'));
});

test('an item does not close while a vote on it runs', async () => {
  const item = await add('Biểu quyết');
  await setItemState(as('chair'), session.id, item, { to: 'open' });
  const id = uuidv7();
  const votes = node.platform.db as Kysely<VoteTables>;
  const row = { id, session_id: session.id, item_id: item, number: 1, title: 'Thông qua', question: 'Thông qua?' };
  const form = { visibility: 'open', form: '{}', threshold: '{}', state: 'started' };
  await votes
    .insertInto('meetings.vote')
    .values({ ...row, ...form } as never)
    .execute();
  await expect(setItemState(as('chair'), session.id, item, { to: 'closed' })).rejects.toEqual(
    refused('meetings.item_vote_runs'),
  );
  await expect(removeItem(as('chair'), session.id, item)).rejects.toEqual(refused('meetings.item_begun'));
  const other = await add('Việc khác');
  await votes.updateTable('meetings.vote').set({ item_id: other }).where('id', '=', id).execute();
  await expect(removeItem(as('chair'), session.id, other)).rejects.toEqual(refused('meetings.item_in_use'));
  await votes.updateTable('meetings.vote').set({ item_id: item }).where('id', '=', id).execute();
  await votes.updateTable('meetings.vote').set({ state: 'finished' }).where('id', '=', id).execute();
  await setItemState(as('chair'), session.id, item, { to: 'closed' });
  expect((await agenda())[0]).toMatchObject({ state: 'closed', listClosed: true, can: { states: [] } });
  expect((await agenda('chair'))[0]).toMatchObject({ can: { states: ['open'] } });
});
