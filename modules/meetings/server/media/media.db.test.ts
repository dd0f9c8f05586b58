import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonActor } from '#platform/server/auth/actor.ts';
import { type TestPlatform, testPerson, testPlatform } from '#platform/server/testing/test-platform.ts';
import { addItem } from '../agenda/add-item.ts';
import { setItemState } from '../agenda/set-item-state.ts';
import { meetings } from '../index.ts';
import { liveState } from '../live/live-state.ts';
import { enterList } from '../speakers/enter-list.ts';
import { setWord } from '../speakers/keep-list.ts';
import { getMedia } from './get-media.ts';
import { joinMedia } from './join.ts';
import { givenService } from './media-service.ts';
import { type MemoryMedia, openMemoryMedia } from './memory-port.ts';
import { listMessages } from './messages/list-messages.ts';
import { hideMessage, sendMessage } from './messages/send-message.ts';
import { callMedia, muteMedia, removeMedia } from './moderate.ts';
import { listMoments, listRecordings } from './recordings/list-recordings.ts';
import { addPiece, finishRecording, startRecording } from './recordings/record.ts';
import { recordingFile } from './recordings/recording-file.ts';
import { tidyRecordingsJob } from './recordings/tidy-recordings.job.ts';
import { keeperOf, runMedia } from './run-media.ts';
import { settleMedia } from './settle.ts';
import { mediaSession } from './testing/media-session.ts';

let own: TestPlatform;
let media: MemoryMedia;
let stop: () => Promise<void>;
let now = new Date('2026-11-25T07:00:00Z');
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};

beforeAll(async () => {
  own = await testPlatform({ modules: [meetings], now: () => now });
  media = openMemoryMedia();
  ({ stop } = runMedia(own.platform, givenService(media)));
});
afterAll(async () => {
  await stop();
  await own.close();
});

const session = (more?: Parameters<typeof mediaSession>[2]) =>
  mediaSession(
    own,
    {
      chair: { duties: ['chair'], place: 'main' },
      secretary: { duties: ['secretary'], place: 'main' },
      member: { place: 'far' },
      operator: { duties: ['operator'], place: 'far' },
      other: {},
    },
    more,
  );

const mayOf = async (room: string) =>
  new Map((await media.listPeople(room)).map(({ identity, may }) => [identity, [...may].toSorted().join(' ')]));

/** Gives the word in an item that is open, as the chair does; answers how to pause it. */
async function giveWord(sessionId: string, chair: PersonActor, participantId: string) {
  const ctx = own.as(chair);
  const itemId = await addItem(ctx, sessionId, { title: 'Thảo luận', visibility: 'common' });
  await setItemState(ctx, sessionId, itemId, { to: 'open' });
  const { entryId } = await enterList(ctx, sessionId, itemId, { participantId });
  await setWord(ctx, { sessionId, itemId, entryId }, 'give');
  return { pause: () => setWord(ctx, { sessionId, itemId, entryId }, 'pause') };
}

test('the word opens the microphone of the speaker’s place, and only as long as it lasts', async () => {
  const { id, guests } = await session();
  for (const guest of [guests.chair, guests.operator, guests.other]) {
    media.enter((await joinMedia(own.as(guest.actor), id, 'take_part')).pass);
  }
  expect((await mayOf(id)).get(guests.operator.id)).toBe('camera');
  const speech = await giveWord(id, guests.chair.actor, guests.member.id);
  await expect.poll(async () => (await mayOf(id)).get(guests.operator.id)).toBe('camera microphone screen');
  expect(media.send(id, guests.operator.id, 'microphone')).toBe(true);
  await speech.pause();
  await expect.poll(async () => (await mayOf(id)).get(guests.operator.id)).toBe('camera');
  expect(media.send(id, guests.operator.id, 'microphone')).toBe(false);
  expect((await mayOf(id)).get(guests.chair.id)).toBe('camera microphone screen');
});

test('a line that is lost stands in the journal once, and the word is not lost', async () => {
  const { id, guests } = await session();
  media.enter((await joinMedia(own.as(guests.other.actor), id, 'take_part')).pass);
  await giveWord(id, guests.chair.actor, guests.other.id);
  await expect.poll(() => media.send(id, guests.other.id, 'microphone')).toBe(true);
  await keeperOf(own.platform)?.look(id);
  media.leave(id, guests.other.id);
  const lost = () =>
    own.platform.db
      .selectFrom('meetings.journal')
      .select('participant_id')
      .where('session_id', '=', id)
      .where('kind', '=', 'media_lost')
      .execute();
  await expect.poll(lost).toEqual([{ participant_id: guests.other.id }]);
  await keeperOf(own.platform)?.look(id);
  expect(await lost()).toHaveLength(1);
  const { floor } = await liveState(own.platform, id, 'common');
  expect(floor).toMatchObject([{ name: 'other', state: 'paused' }]);
});

test('passes: as oneself, as one who looks on, not for strangers and not into a session that is over', async () => {
  const { id, guests } = await session();
  const wall = await joinMedia(own.as(guests.chair.actor), id, 'look_on');
  expect(wall).toMatchObject({ may: [], address: '/media' });
  expect(wall.identity).toMatch(/^watch:/);
  await expect(joinMedia(own.as(testPerson({})), id, 'take_part')).rejects.toMatchObject({
    code: 'meetings.session_not_found',
  });
  const reader = own.as(testPerson({ 'meetings.session.read': 'all' }));
  expect((await joinMedia(reader, id, 'take_part')).may).toEqual([]);
  const over = await session({ state: 'closed' });
  await expect(joinMedia(own.as(over.guests.chair.actor), over.id, 'take_part')).rejects.toMatchObject({
    code: 'meetings.media_closed',
  });
});

test('chair and secretary mute, put out and call; nobody else does', async () => {
  const { id, guests } = await session();
  const chair = own.as(guests.chair.actor);
  const other = own.as(guests.other.actor);
  media.enter((await joinMedia(other, id, 'take_part')).pass);
  media.send(id, guests.other.id, 'camera');
  for (const act of [
    () => muteMedia(other, id, guests.chair.id, 'microphone'),
    () => removeMedia(other, id, guests.chair.id),
    () => callMedia(other, id, guests.chair.id),
    () => settleMedia(other, id, { picture: false, cameras: 'all', ahead: 0, recording: false, chat: false }),
  ]) {
    await expect(act()).rejects.toMatchObject({ code: 'meetings.duty_missing' });
  }
  await muteMedia(chair, id, guests.other.id, 'camera');
  expect((await media.listPeople(id))[0]?.sends.size).toBe(0);
  await removeMedia(chair, id, guests.other.id);
  expect(await media.listPeople(id)).toEqual([]);
  await expect(joinMedia(other, id, 'take_part')).rejects.toMatchObject({ code: 'meetings.media_removed' });
  await callMedia(chair, id, guests.other.id);
  await joinMedia(other, id, 'take_part');
  await expect(callMedia(chair, id, id)).rejects.toMatchObject({ code: 'meetings.participant_not_found' });
});

test('the view says who is there and what the caller may do', async () => {
  const { id, guests } = await session({ settings: { recording: true } });
  media.enter((await joinMedia(own.as(guests.operator.actor), id, 'take_part')).pass);
  const seen = await getMedia(own.as(guests.chair.actor), id);
  expect(seen).toMatchObject({
    state: 'ready',
    open: true,
    self: { participantId: guests.chair.id, may: ['camera', 'microphone', 'screen'] },
    recording: null,
    can: { settle: true, mute: true, record: true, caption: true, chat: true },
  });
  const operator = seen.people.find(({ participantId }) => participantId === guests.operator.id);
  expect(operator).toMatchObject({ connected: true, placeName: 'far', may: ['camera'] });
  const others = await getMedia(own.as(guests.other.actor), id);
  expect(others.can).toEqual({ settle: false, mute: false, record: false, caption: false, chat: true });
});

test('chat and captions stay with the session; what is taken away leaves its place', async () => {
  const { id, guests } = await session();
  const [chair, other] = [own.as(guests.chair.actor), own.as(guests.other.actor)];
  const said = await sendMessage(other, id, { kind: 'chat', text: 'Đường truyền tốt' });
  await expect(sendMessage(other, id, { kind: 'caption', text: 'x' })).rejects.toMatchObject({
    code: 'meetings.duty_missing',
  });
  await sendMessage(chair, id, { kind: 'caption', text: 'Kính thưa các đồng chí' });
  const page = await listMessages(other, id, { kind: 'chat', limit: 10 });
  expect(page.rows).toMatchObject([{ text: 'Đường truyền tốt', name: 'other', can: { hide: false } }]);
  await expect(hideMessage(other, id, said.id)).rejects.toMatchObject({ code: 'meetings.duty_missing' });
  await hideMessage(chair, id, said.id);
  await expect(hideMessage(chair, id, said.id)).rejects.toMatchObject({ code: 'meetings.message_not_found' });
  expect((await listMessages(other, id, { kind: 'chat', limit: 10 })).rows).toMatchObject([{ text: null }]);
  await settleMedia(chair, id, { picture: true, cameras: 'all', ahead: 2, recording: false, chat: false });
  await expect(sendMessage(other, id, { kind: 'chat', text: 'x' })).rejects.toMatchObject({
    code: 'meetings.chat_closed',
  });
});

test('a recording comes in pieces, each once, and is one file with its moments', async () => {
  const { id, guests } = await session({ settings: { recording: true } });
  const [secretary, other] = [own.as(guests.secretary.actor), own.as(guests.other.actor)];
  await expect(startRecording(other, id, 'video/webm')).rejects.toMatchObject({ code: 'meetings.duty_missing' });
  const { id: recordingId } = await startRecording(secretary, id, 'video/webm;codecs=vp8,opus');
  await expect(startRecording(secretary, id, 'video/webm')).rejects.toMatchObject({
    code: 'meetings.recording_runs',
  });
  later(12);
  await giveWord(id, guests.chair.actor, guests.member.id);
  const piece = (number: number, text: string) =>
    addPiece(secretary, id, recordingId, number, Readable.from([Buffer.from(text)]));
  expect(await piece(0, 'first ')).toMatchObject({ nextPiece: 1, bytes: 6 });
  expect(await piece(0, 'first ')).toMatchObject({ nextPiece: 1, bytes: 6 });
  await expect(piece(2, 'third')).rejects.toMatchObject({ code: 'meetings.recording_piece' });
  await piece(1, 'second');
  expect(await finishRecording(secretary, id, recordingId)).toMatchObject({ state: 'finished', bytes: 12 });
  await expect(piece(2, 'late')).rejects.toMatchObject({ code: 'meetings.recording_ended' });
  const whole = await recordingFile(other, id, recordingId, undefined);
  expect((await buffer(whole.content)).toString()).toBe('first second');
  const part = await recordingFile(other, id, recordingId, 'bytes=4-8');
  expect((await buffer(part.content)).toString()).toBe('t sec');
  const { rows } = await listMoments(other, id, recordingId);
  expect(rows.find(({ kind }) => kind === 'word_given')).toMatchObject({ seconds: 12, participantName: 'member' });
  const stored: string[] = [];
  for await (const key of own.platform.files.list('meetings/')) stored.push(key);
  expect(stored).toHaveLength(2);
});

test('a recording whose browser is gone is ended, and another may begin', async () => {
  const { id, guests } = await session({ settings: { recording: true } });
  const secretary = own.as(guests.secretary.actor);
  await startRecording(secretary, id, 'video/webm');
  later(31 * 60);
  await tidyRecordingsJob.run(own.as({ kind: 'system', name: tidyRecordingsJob.name }), {});
  await startRecording(secretary, id, 'video/webm');
  const { rows } = await listRecordings(secretary, id, { limit: 10 });
  expect(rows.map(({ state }) => state)).toEqual(['running', 'broken_off']);
});
