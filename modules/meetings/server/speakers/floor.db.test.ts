import type { Kysely } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '#platform/server/context.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { SpeakerSettings } from '../../contract.ts';
import { addItem } from '../agenda/add-item.ts';
import { getAgenda } from '../agenda/get-agenda.ts';
import { setItemState } from '../agenda/set-item-state.ts';
import { meetings } from '../index.ts';
import { liveState } from '../live/live-state.ts';
import { pauseSession } from '../sessions/pause-session.ts';
import type { MeetingsTables } from '../tables.ts';
import { type TestSession, testSession } from '../testing/session-rows.ts';
import { changeEntry, enterList, leaveList } from './enter-list.ts';
import { getSpeakers } from './get-speakers.ts';
import { addTime, extendSpeech, putBack, reorderList, setAccount, setListClosed, setWord } from './keep-list.ts';
import { setSpeakerSettings } from './set-speaker-settings.ts';
import { getSpeakingTimes } from './speaking-times.ts';

let node: TestPlatform;
let session: TestSession;
let item: string;
let now: number;

beforeEach(async () => {
  now = Date.parse('2021-11-30T01:00:00Z');
  node = await testPlatform({ modules: [meetings], now: () => new Date(now) });
  session = await testSession(node, {
    chair: { duties: ['chair'] },
    secretary: { duties: ['secretary'] },
    an: { unit: 'Sở Y tế' },
    binh: { unit: 'Sở Y tế' },
    chi: { unit: 'Sở Tài chính' },
    guest: { kind: 'staff' },
  });
  item = await addItem(as('chair'), session.id, { title: 'Kế hoạch năm 2022', visibility: 'common', seconds: 600 });
  await setItemState(as('chair'), session.id, item, { to: 'open' });
});

const as = (name: string): Context => node.as(session.people[name]);
const enter = async (name: string, more = {}) => (await enterList(as(name), session.id, item, more)).entryId;
const at = (entryId: string) => ({ sessionId: session.id, itemId: item, entryId });
const word = (entryId: string, act: 'give' | 'pause' | 'resume' | 'end', who = 'chair') =>
  setWord(as(who), at(entryId), act);
const refused = (code: string) => expect.objectContaining({ code: `meetings.${code}` });
const live = () => liveState(node.platform, session.id, 'common');
const journal = async () =>
  await (node.platform.db as Kysely<MeetingsTables>)
    .selectFrom('meetings.journal')
    .select(['kind', 'participant_id', 'data'])
    .where('session_id', '=', session.id)
    .orderBy('seq')
    .execute();

test('a speech from entry to end: queue, clock, journal, times', async () => {
  const an = await enter('an');
  await enter('chi');
  expect((await live()).waiting.map(({ name, first }) => [name, first])).toEqual([
    ['an', true],
    ['chi', true],
  ]);
  await word(an, 'give');
  const given = new Date(now).toISOString();
  const expiresAt = new Date(now + 300_000).toISOString();
  expect((await live()).floor).toMatchObject([{ name: 'an', clock: { running: true, since: given, expiresAt } }]);
  now += 60_000;
  await word(an, 'pause');
  now += 45_000;
  expect((await live()).floor).toMatchObject([{ state: 'paused', clock: { used: 60_000, left: 240_000 } }]);
  await word(an, 'resume');
  await extendSpeech(as('secretary'), at(an), 60);
  now += 30_000;
  await word(an, 'end');
  expect(await live()).toMatchObject({ floor: [], waiting: [{ name: 'chi' }] });
  expect((await getSpeakingTimes(as('an'), session.id)).units).toEqual([{ unit: 'Sở Y tế', times: 1, ms: 90_000 }]);
  const again = await enter('an');
  expect((await live()).waiting.find(({ id }) => id === again)).toMatchObject({
    first: false,
    spoken: { times: 1, ms: 90_000 },
  });
  const told = (await journal()).map(({ kind }) => kind);
  expect(told).toEqual(['item_opened', 'word_given', 'word_paused', 'word_resumed', 'word_ended']);
});

test('two chairs click at once: one gives the word, the other is refused in words', async () => {
  const an = await enter('an');
  const both = await Promise.allSettled([word(an, 'give'), word(an, 'give', 'secretary')]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refused('speech_begun') });
  // Two different people at once: both acts hold, one after the other, and one person speaks.
  const [binh, chi] = [await enter('binh'), await enter('chi')];
  await Promise.all([word(binh, 'give'), word(chi, 'give', 'secretary')]);
  expect((await live()).floor).toHaveLength(1);
});

test('who may what: oneself, who keeps the list, nobody else', async () => {
  const an = await enter('an');
  await expect(enter('an')).rejects.toEqual(refused('already_waiting'));
  await expect(enter('binh', { participantId: session.ids['chi'] })).rejects.toEqual(refused('list_manage_needed'));
  await expect(enter('guest')).rejects.toEqual(refused('speak_needed'));
  await expect(word(an, 'give', 'an')).rejects.toEqual(refused('list_manage_needed'));
  const chi = await enter('secretary', { participantId: session.ids['chi'] });
  await reorderList(as('chair'), session.id, item, [chi, an]);
  await setListClosed(as('chair'), session.id, item, true);
  await expect(enter('binh')).rejects.toEqual(refused('list_closed'));
  const point = await enter('binh', { pointOfOrder: true, note: 'Chưa đủ tài liệu' });
  expect((await live()).waiting.map(({ id, note }) => [id, note])).toEqual([point, chi, an].map((id) => [id, null]));
  expect((await getSpeakers(as('secretary'), session.id, item)).entries[0]?.note).toBe('Chưa đủ tài liệu');
  await leaveList(as('an'), at(an));
  await expect(leaveList(as('an'), at(chi))).rejects.toEqual(refused('list_manage_needed'));
  await changeEntry(as('chi'), at(chi), { kind: 'contribution' });
  expect((await live()).waiting.at(-1)).toMatchObject({ id: chi, kind: 'contribution' });
});

test('who is put back, and who is sent away, keeps what was said', async () => {
  const an = await enter('an');
  await word(an, 'give');
  now += 20_000;
  await word(an, 'end');
  await putBack(as('chair'), session.id, item);
  expect((await live()).waiting).toMatchObject([{ id: an, spoken: { times: 1, ms: 20_000 } }]);
  await word(an, 'give');
  now += 10_000;
  await leaveList(as('chair'), at(an));
  expect((await getSpeakingTimes(as('an'), session.id)).people).toMatchObject([{ name: 'an', times: 1, ms: 30_000 }]);
  expect((await journal()).map(({ kind }) => kind)).toEqual([
    'item_opened',
    'word_given',
    'word_ended',
    'word_put_back',
    'word_given',
    'word_ended',
  ]);
});

test('units have time accounts: opened by the first speaker, charged without pauses, filled up for all alike', async () => {
  await setSpeakerSettings(as('chair'), session.id, SpeakerSettings.parse({ unitTime: 60 }));
  const an = await enter('an');
  const chi = await enter('chi');
  await word(an, 'give');
  now += 90_000;
  expect((await live()).accounts).toMatchObject([
    { name: 'Sở Tài chính' },
    { name: 'Sở Y tế', clock: { running: true } },
  ]);
  await expect(addTime(as('chair'), session.id, item, 'Sở Y tế')).rejects.toEqual(refused('account_running'));
  await word(chi, 'give');
  await addTime(as('chair'), session.id, item, 'Sở Y tế');
  await word(chi, 'end');
  const left = (await live()).accounts.map(({ name, clock }) => [name, !clock.running && clock.left]);
  expect(left).toEqual([
    ['Sở Tài chính', 90_000],
    ['Sở Y tế', 0],
  ]);
  await setAccount(as('chair'), session.id, item, { unit: 'Sở Y tế', seconds: 120 });
  await expect(addTime(as('chair'), session.id, item, 'Sở Y tế')).rejects.toEqual(refused('account_not_below'));
});

describe('an item takes its speakers along', () => {
  test('pausing pauses, closing ends and closes the list, opening again needs a reason', async () => {
    const an = await enter('an');
    await word(an, 'give');
    now += 10_000;
    const to = (state: 'open' | 'paused' | 'closed', reason = '') =>
      setItemState(as('chair'), session.id, item, { to: state, reason });
    await to('paused');
    expect((await live()).floor).toMatchObject([{ state: 'paused' }]);
    await expect(word(an, 'resume')).rejects.toEqual(refused('item_state'));
    await to('open');
    await word(an, 'resume');
    now += 10_000;
    await to('closed');
    expect(await live()).toMatchObject({ item: null, floor: [] });
    await expect(enter('binh')).rejects.toEqual(refused('item_state'));
    expect((await getSpeakingTimes(as('an'), session.id)).people).toMatchObject([{ ms: 20_000 }]);
    await expect(to('open')).rejects.toEqual(refused('item_reason_needed'));
    await to('open', 'Bổ sung ý kiến của Bộ Tài chính');
    expect((await journal()).at(-1)).toMatchObject({
      kind: 'item_reopened',
      data: { reason: 'Bổ sung ý kiến của Bộ Tài chính' },
    });
    await enter('binh');
  });

  test('a session that is adjourned adjourns its item; speeches and clocks stand still', async () => {
    const an = await enter('an');
    await word(an, 'give');
    now += 10_000;
    await pauseSession(as('chair'), session.id, 'pause');
    expect(await live()).toMatchObject({
      session: { state: 'paused' },
      item: { state: 'paused' },
      floor: [{ clock: { running: false, used: 10_000 } }],
    });
    await expect(setItemState(as('chair'), session.id, item, { to: 'open' })).rejects.toEqual(refused('session_state'));
    await pauseSession(as('chair'), session.id, 'resume');
    await setItemState(as('chair'), session.id, item, { to: 'open' });
    await word(an, 'resume');
  });

  test('one item is open; the word is given in it alone', async () => {
    const other = await addItem(as('secretary'), session.id, { title: 'Việc khác', visibility: 'common' });
    await expect(setItemState(as('chair'), session.id, other, { to: 'open' })).rejects.toEqual(
      refused('item_other_open'),
    );
    const { entryId } = await enterList(as('an'), session.id, other, {});
    await expect(setWord(as('chair'), { sessionId: session.id, itemId: other, entryId }, 'give')).rejects.toEqual(
      refused('item_state'),
    );
    await expect(setItemState(as('secretary'), session.id, item, { to: 'closed' })).rejects.toEqual(
      refused('duty_missing'),
    );
    expect((await getAgenda(as('an'), session.id)).items.map(({ title, can }) => [title, can.states])).toEqual([
      ['Kế hoạch năm 2022', []],
      ['Việc khác', []],
    ]);
  });
});
