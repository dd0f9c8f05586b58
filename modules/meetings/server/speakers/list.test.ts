import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '#platform/errors.ts';
import { accountAt, isCharged } from './accounts.ts';
import { clockOf, spokenAt } from './clocks.ts';
import { enter } from './enter.ts';
import { type Caller, entryState, hasTheFloor, type ListSettings, type SpeakerList, waiting } from './list.ts';
import { rank } from './order.ts';
import { endSpeech, extendSpeech, giveWord, pauseSpeech, putBack, removeEntry, reorder, resumeSpeech } from './word.ts';

const settings: ListSettings = {
  presentOnly: false,
  allowMultiple: false,
  pointsOfOrder: true,
  pointOfOrderForOthers: true,
  pointOfOrderCategories: false,
  closingStopsPointsOfOrder: false,
  proContra: true,
  contributionBySelf: true,
  questions: true,
  interventionTime: 60,
  delegatorsMaySpeak: true,
  coupledClock: true,
  speakingTime: 300,
  unitTime: 600,
};
const EMPTY: SpeakerList = { settings, closed: false, categories: [], entries: [], accounts: [] };
const chair: Caller = { participantId: null, manages: true, speaks: true };
const here = { present: true, delegated: false };

interface Act {
  what: 'enter' | 'give' | 'pause' | 'resume' | 'end' | 'back' | 'remove' | 'reorder' | 'extend';
  who: number;
  kind: 'none' | 'contribution' | 'pro' | 'contra' | 'intervention' | 'question' | 'order';
  after: number;
}

const acts = (what: Act['what'][]) =>
  fc.array(
    fc.record<Act>({
      what: fc.constantFrom(...what),
      who: fc.nat(11),
      kind: fc.constantFrom('none', 'contribution', 'pro', 'contra', 'intervention', 'question', 'order'),
      after: fc.nat(100),
    }),
    { maxLength: 60 },
  );

/** Plays acts one after another; what is refused changes nothing. */
function play(all: readonly Act[], look: (list: SpeakerList, now: number) => void): void {
  let list = EMPTY;
  let now = 1_000;
  all.forEach((act, index) => {
    now += act.after;
    try {
      list = step(list, act, index, now);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
    look(list, now);
  });
}

function step(list: SpeakerList, { what, who, kind }: Act, index: number, now: number): SpeakerList {
  const id = list.entries[who % Math.max(1, list.entries.length)]?.id ?? '';
  switch (what) {
    case 'enter': {
      const order = kind === 'order';
      const speaker = { id: `e${index}`, participantId: `p${who}`, unit: `u${who % 3}`, pointOfOrder: order };
      return enter(list, { ...speaker, kind: order ? 'none' : kind }, chair, here);
    }
    case 'give':
      return giveWord(list, id, chair, now);
    case 'pause':
      return pauseSpeech(list, id, chair, now);
    case 'resume':
      return resumeSpeech(list, id, chair, now);
    case 'end':
      return endSpeech(list, id, chair, now);
    case 'back':
      return putBack(list, chair);
    case 'remove':
      return removeEntry(list, id, chair, now);
    case 'reorder':
      return reorder(
        list,
        waiting(list)
          .map((entry) => entry.id)
          .toReversed(),
        chair,
      );
    case 'extend':
      return extendSpeech(list, id, 30, chair);
  }
}

const ALL: Act['what'][] = [
  'enter',
  'enter',
  'give',
  'give',
  'pause',
  'resume',
  'end',
  'back',
  'remove',
  'reorder',
  'extend',
];

describe('whatever happens on a list', () => {
  test('one person speaks at most, and who waits is numbered without gaps', () => {
    fc.assert(
      fc.property(acts(ALL), (all) => {
        play(all, (list) => {
          expect(list.entries.filter((entry) => entryState(entry) === 'speaking').length).toBeLessThan(2);
          const queue = waiting(list);
          expect(queue.map(({ weight }) => weight)).toEqual(queue.map((_, at) => at + 1));
        });
      }),
    );
  });

  test('without an order of the chair, ranks stand in their order and equals by their coming', () => {
    fc.assert(
      fc.property(acts(['enter', 'give', 'end']), (all) => {
        play(all, (list) => {
          const keys = waiting(list).map((entry) => [rank(entry), Number(entry.id.slice(1))]);
          expect(keys).toEqual(keys.toSorted(([a = 0, x = 0], [b = 0, y = 0]) => a - b || x - y));
        });
      }),
    );
  });

  test('pauses are free: a unit pays what its ordinary speakers said, to the millisecond', () => {
    fc.assert(
      fc.property(acts(['enter', 'enter', 'give', 'pause', 'resume', 'end', 'back']), (all) => {
        play(all, (list, now) => {
          for (const account of list.accounts) {
            const said = list.entries
              .filter((entry) => entry.unit === account.unit && isCharged(entry))
              .reduce((sum, entry) => sum + spokenAt(entry, now), 0);
            expect(account.initial + account.added - accountAt(account, now)).toBe(said);
          }
        });
      }),
    );
  });

  test('a clock shows the same at every moment as it showed when it was read', () => {
    fc.assert(
      fc.property(acts(ALL), fc.nat(1_000), (all, later) => {
        play(all, (list, now) => {
          for (const entry of list.entries.filter(hasTheFloor)) {
            const [then, afterwards] = [clockOf(entry, now), clockOf(entry, now + later)];
            expect(afterwards).toEqual(then);
          }
        });
      }),
    );
  });

  test('nobody waits twice on the same ground', () => {
    fc.assert(
      fc.property(acts(ALL), (all) => {
        play(all, (list) => {
          const grounds = waiting(list).map(({ participantId, pointOfOrder }) => `${participantId} ${pointOfOrder}`);
          expect(new Set(grounds).size).toBe(grounds.length);
        });
      }),
    );
  });
});

test('who speaks may end the own speech, and nobody else’s', () => {
  const who = { participantId: 'p1', manages: false, speaks: true };
  const speaker = { id: 'e', participantId: 'p1', unit: 'u', pointOfOrder: false, kind: 'none' as const };
  const speaking = giveWord(enter(EMPTY, speaker, chair, here), 'e', chair, 1_000);
  expect(() => endSpeech(speaking, 'e', { ...who, participantId: 'p2' }, 2_000)).toThrow('list');
  expect(endSpeech(speaking, 'e', who, 2_000).entries[0]?.endedAt).toBe(2_000);
});
