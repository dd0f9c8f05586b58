import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { MediaSettings } from '../../contract.ts';
import { type Keeper, openKeeper } from './keeper.ts';
import type { Source } from './media-port.ts';
import { type MemoryMedia, openMemoryMedia } from './memory-port.ts';
import type { RoomPlan } from './rights.ts';

const ROOM = 'session';
let keeper: Keeper | null = null;
afterEach(async () => await keeper?.stop());

function open(): { media: MemoryMedia; plan: RoomPlan; lost: string[]; look(): Promise<void> } {
  const media = openMemoryMedia();
  const lost: string[] = [];
  const plan: RoomPlan = {
    state: 'open',
    settings: MediaSettings.parse({ cameras: 'word', ahead: 1 }),
    people: ['chair', 'one', 'two', 'three'].map((id) => ({
      id,
      duties: id === 'chair' ? ['chair'] : [],
      placeId: null,
    })),
    deviceOfPlace: new Map(),
    speaking: [],
    waiting: [],
    removed: new Set(),
  };
  const opened = openKeeper({
    port: media,
    log: pino({ level: 'silent' }),
    findPlan: async () => plan,
    onLost: async (_session, participantId) => void lost.push(participantId),
    now: () => performance.now(),
  });
  keeper = opened;
  return { media, plan, lost, look: () => opened.look(ROOM) };
}

async function enter(media: MemoryMedia, ...identities: string[]): Promise<void> {
  for (const identity of identities) {
    media.enter(await media.issuePass({ room: ROOM, identity, name: identity, may: new Set(), hidden: false }));
  }
}

const mayOf = async (media: MemoryMedia) =>
  Object.fromEntries(
    (await media.listPeople(ROOM)).map(({ identity, may }) => [identity, [...may].toSorted().join(' ')]),
  );

test('the word moves on: the one loses the microphone before the other gets it', async () => {
  const { media, plan, look } = open();
  await enter(media, 'chair', 'one', 'two');
  plan.speaking = ['one'];
  plan.waiting = ['two'];
  await look();
  expect(await mayOf(media)).toEqual({
    chair: 'camera microphone screen',
    one: 'camera microphone screen',
    two: 'camera',
  });
  media.send(ROOM, 'one', 'microphone');
  plan.speaking = ['two'];
  plan.waiting = [];
  const before = media.acts.length;
  await look();
  expect(media.acts.slice(before)).toEqual(['rights one none', 'rights two camera+microphone+screen']);
  expect((await media.listPeople(ROOM)).find(({ identity }) => identity === 'one')?.sends.size).toBe(0);
});

test('who comes back has the word again; who only looks at the room changes nothing', async () => {
  const { media, plan, look } = open();
  plan.speaking = ['one'];
  await enter(media, 'one');
  await look();
  media.leave(ROOM, 'one');
  await enter(media, 'one');
  await look();
  expect((await mayOf(media))['one']).toBe('camera microphone screen');
  const acts = media.acts.length;
  await Promise.all([look(), look(), look()]);
  expect(media.acts.length).toBe(acts);
});

test('a line that was spoken over and is gone is told once; one that was not is none of our business', async () => {
  const { media, plan, lost, look } = open();
  plan.speaking = ['one', 'two'];
  await enter(media, 'one', 'two', 'three');
  await look();
  media.send(ROOM, 'one', 'microphone');
  await look();
  for (const identity of ['one', 'two', 'three']) media.leave(ROOM, identity);
  await look();
  await look();
  expect(lost).toEqual(['one']);
});

test('whoever was put out goes at once, and the room ends with the session', async () => {
  const { media, plan, look } = open();
  await enter(media, 'chair', 'one');
  plan.removed = new Set(['one']);
  await look();
  expect(Object.keys(await mayOf(media))).toEqual(['chair']);
  // By a pass of before.
  await enter(media, 'one');
  await expect.poll(async () => Object.keys(await mayOf(media))).toEqual(['chair']);
  plan.state = 'closed';
  await look();
  expect(await media.listPeople(ROOM)).toEqual([]);
});

test('a media server that fails does not stop the looks', async () => {
  const { media, plan, look } = open();
  await enter(media, 'one');
  const whole = media.listPeople;
  media.listPeople = async () => await Promise.reject(new Error('away'));
  plan.speaking = ['one'];
  await look();
  media.listPeople = whole;
  await look();
  expect((await mayOf(media))['one']).toContain('microphone' satisfies Source);
});
