import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plusDays } from '../format.ts';
import { deadlineWords } from './deadline-words.ts';

const TODAY = '2026-11-25';

test('late, today, soon, later, and done in time or late', () => {
  expect(deadlineWords('2026-11-23', TODAY)).toEqual({ key: 'late', count: 2, tone: 'late' });
  expect(deadlineWords('2026-11-25', TODAY)).toEqual({ key: 'today', count: 0, tone: 'soon' });
  expect(deadlineWords('2026-11-28', TODAY)).toEqual({ key: 'soon', count: 3, tone: 'soon' });
  expect(deadlineWords('2026-11-28', TODAY, { soonDays: 2 })).toMatchObject({ key: 'later', tone: 'quiet' });
  expect(deadlineWords('2026-12-31', TODAY)).toEqual({ key: 'later', count: 36, tone: 'quiet' });
  expect(deadlineWords('2026-11-20', TODAY, { doneOn: '2026-11-20' })).toMatchObject({ key: 'done', tone: 'done' });
  expect(deadlineWords('2026-11-20', TODAY, { doneOn: '2026-11-24' })).toEqual({
    key: 'doneLate',
    count: 4,
    tone: 'late',
  });
});

test('so many days from today are so many days left or late, over months and years', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_000, max: 2_000 }), (days) => {
      expect(deadlineWords(plusDays(TODAY, days), TODAY).count).toBe(Math.abs(days));
    }),
  );
});
