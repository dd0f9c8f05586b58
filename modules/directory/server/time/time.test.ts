import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Period } from '../../contract.ts';
import { dayOf } from './day.ts';
import { endBefore, holdsOn, overlap, pickOn } from './periods.ts';

const days = fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
const periods = fc
  .tuple(fc.option(days), fc.option(days))
  .filter(([from, to]) => from === null || to === null || from < to)
  .map(([from, to]): Period => ({ from, to }));

test('a day begins at midnight in Vietnam', () => {
  expect(dayOf(new Date('2025-06-30T16:59:59Z'))).toBe('2025-06-30');
  expect(dayOf(new Date('2025-06-30T17:00:00Z'))).toBe('2025-07-01');
});

test('on the day of the merger the old unit is gone and the new one there', () => {
  expect(holdsOn({ from: null, to: '2025-07-01' }, '2025-07-01')).toBe(false);
  expect(holdsOn({ from: '2025-07-01', to: null }, '2025-07-01')).toBe(true);
});

test('two periods overlap if and only if some day lies in both', () => {
  fc.assert(
    fc.property(periods, periods, (one, other) => {
      const candidates = [one.from, other.from, '0001-01-01'].filter((day) => day !== null);
      const shared = candidates.some((day) => holdsOn(one, day) && holdsOn(other, day));
      expect(overlap(one, other)).toBe(shared);
      expect(overlap(other, one)).toBe(shared);
    }),
  );
});

test('a history cut at days has exactly one row on every day', () => {
  fc.assert(
    fc.property(fc.uniqueArray(days, { maxLength: 6 }), days, (cuts, day) => {
      const sorted = [...cuts].sort();
      const history = [null, ...sorted].map((from, index) => ({ period: { from, to: sorted[index] ?? null } }));
      expect(history.filter(({ period }) => holdsOn(period, day))).toHaveLength(1);
      expect(pickOn(history, day)).toBeDefined();
    }),
  );
});

test('a new name ends the one of its day, and is refused before a later one', () => {
  const history = [{ period: { from: null, to: '2025-07-01' } }, { period: { from: '2025-07-01', to: null } }];
  expect(endBefore(history, '2026-01-01')).toEqual({ ends: history[1] });
  expect(endBefore(history, '2025-07-01')).toBeNull();
  expect(endBefore(history, '2020-01-01')).toBeNull();
});
