import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseMain, findSpeaker, MOST_TILES, tilesOf } from './choose.ts';
import type { RoomPerson, Source } from './room.ts';

const person = (identity: string, sends: Source[] = [], may: Source[] = [], talks = false): RoomPerson => ({
  identity,
  isSelf: false,
  may: new Set(may),
  sends: new Set(sends),
  talks,
});

const chairs = new Set(['chair']);
const chair = person('chair', ['camera', 'microphone'], ['camera', 'microphone', 'screen']);
const speaker = person('speaker', ['camera', 'microphone'], ['camera', 'microphone', 'screen']);
const other = person('other', ['camera'], ['camera']);

test('the large picture is the speaker’s; without one the chair’s', () => {
  expect(chooseMain([other, chair, speaker], chairs)).toEqual({ identity: 'speaker', source: 'camera' });
  expect(chooseMain([other, chair], chairs)).toEqual({ identity: 'chair', source: 'camera' });
  expect(chooseMain([other], chairs)).toEqual({ identity: 'other', source: 'camera' });
  expect(chooseMain([person('dark')], chairs)).toBeNull();
});

test('a shared screen goes before faces, and what the watcher pinned before all', () => {
  const sharing = person('chair', ['camera', 'screen'], ['camera', 'microphone', 'screen']);
  expect(chooseMain([other, sharing, speaker], chairs)).toEqual({ identity: 'chair', source: 'screen' });
  expect(chooseMain([other, sharing, speaker], chairs, 'other')).toEqual({ identity: 'other', source: 'camera' });
  expect(chooseMain([other, chair, speaker], chairs, 'gone')).toEqual({ identity: 'speaker', source: 'camera' });
});

test('a speaker who shows no picture still is the speaker', () => {
  const heard = person('speaker', ['microphone'], ['camera', 'microphone']);
  expect(findSpeaker([chair, heard], chairs)).toBe('speaker');
  expect(chooseMain([chair, heard], chairs)).toEqual({ identity: 'chair', source: 'camera' });
  expect(findSpeaker([chair, other], chairs)).toBeNull();
});

test('pages of tiles show everybody once, at most nine at a time, without the large picture', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 100 }), fc.integer({ min: -3, max: 30 }), (ids, page) => {
      const people = ids.map((id) => person(id, ['camera']));
      const order = ids.map((participantId) => ({ participantId }));
      const main = chooseMain(people, chairs);
      const first = tilesOf(people, order, main, page);
      expect(first.page).toBeGreaterThanOrEqual(0);
      expect(first.page).toBeLessThan(first.pages);
      const all = Array.from({ length: first.pages }, (_, index) => tilesOf(people, order, main, index).tiles);
      for (const tiles of all) expect(tiles.length).toBeLessThanOrEqual(MOST_TILES);
      expect(all.flat()).toEqual(ids.filter((id) => id !== main?.identity));
    }),
  );
});
