import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MediaSettings } from '../../contract.ts';
import { deviceOf, hasRoom, type RoomPlan, rightsOf } from './rights.ts';

const settings = MediaSettings.parse({});

function plan(more: Partial<RoomPlan> = {}): RoomPlan {
  return {
    state: 'open',
    settings,
    people: [
      { id: 'chair', duties: ['chair'], placeId: null },
      { id: 'secretary', duties: ['secretary'], placeId: null },
      { id: 'member', duties: [], placeId: 'p1' },
      { id: 'operator', duties: ['operator'], placeId: 'p1' },
      { id: 'far', duties: [], placeId: null },
      { id: 'viewer', duties: ['viewer'], placeId: null },
    ],
    deviceOfPlace: new Map([['p1', 'operator']]),
    speaking: [],
    waiting: [],
    removed: new Set(),
    ...more,
  };
}

const everybody = new Set(['chair', 'secretary', 'member', 'operator', 'far', 'viewer', 'watch:1']);
const may = (given: RoomPlan, present: ReadonlySet<string> = everybody) =>
  Object.fromEntries([...rightsOf(given, present)].map(([id, sources]) => [id, [...sources].toSorted().join(' ')]));

test('without the word only the chair can be heard; screens that look on send nothing', () => {
  expect(may(plan())).toEqual({
    chair: 'camera microphone screen',
    secretary: 'camera screen',
    member: 'camera',
    operator: 'camera',
    far: 'camera',
    viewer: '',
    'watch:1': '',
  });
});

test('the word opens the microphone of the place, or of the person where the place is not connected', () => {
  const spoken = plan({ speaking: ['member'] });
  expect(may(spoken)['operator']).toBe('camera microphone screen');
  expect(may(spoken)['member']).toBe('camera');
  const alone = new Set(['chair', 'member']);
  expect(may(spoken, alone)['member']).toBe('camera microphone screen');
  expect(deviceOf(spoken, 'member', alone)).toBe('member');
  expect(deviceOf(spoken, 'far', everybody)).toBe('far');
});

test('where only speakers are shown, the next ones are connected ahead', () => {
  const shown = may(
    plan({ settings: { ...settings, cameras: 'word', ahead: 1 }, speaking: ['far'], waiting: ['member', 'viewer'] }),
  );
  expect(shown).toMatchObject({ far: 'camera microphone screen', operator: 'camera', member: '', viewer: '' });
});

test('nobody sends outside the room, or after having been put out', () => {
  expect(may(plan({ removed: new Set(['chair', 'far']), speaking: ['far'] }))).toMatchObject({ chair: '', far: '' });
  for (const state of ['draft', 'closed', 'cancelled'] as const) {
    expect(hasRoom(state)).toBe(false);
    expect(Object.values(may(plan({ state, speaking: ['far'] }))).join('')).toBe('');
  }
});

test('a microphone is open for chair and speaker only, whoever is there', () => {
  const ids = [...everybody];
  fc.assert(
    fc.property(fc.subarray(ids), fc.subarray(ids), fc.subarray(ids), (present, speaking, waiting) => {
      const given = plan({ speaking, waiting });
      const here = new Set(present);
      const devices = new Set(speaking.map((id) => deviceOf(given, id, here)));
      for (const [id, sources] of rightsOf(given, here)) {
        if (sources.has('microphone')) expect(id === 'chair' || devices.has(id)).toBe(true);
        else expect(id !== 'chair').toBe(true);
      }
    }),
  );
});
