import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, countDays } from '../days.ts';
import { addCounts, FORMULA_NAMES, NO_COUNTS, partsOf, ranksOf } from './formulas.ts';
import { evaluationPeriod, lastEndedMonth, periodKeyBefore } from './periods.ts';
import { periodName } from './words.ts';

const key = fc.oneof(
  fc.integer({ min: 2021, max: 2098 }).map(String),
  fc.tuple(fc.integer({ min: 2021, max: 2098 }), fc.integer({ min: 1, max: 4 })).map(([y, q]) => `${y}-Q${q}`),
  fc
    .tuple(fc.integer({ min: 2021, max: 2098 }), fc.integer({ min: 1, max: 12 }))
    .map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`),
);

test('each period ends where the next of its kind begins', () => {
  fc.assert(
    fc.property(key, (one) => {
      const period = evaluationPeriod(one, '2099-12-31');
      const before = evaluationPeriod(periodKeyBefore(one), '2099-12-31');
      expect(addDays(before.to, 1)).toBe(period.from);
      expect(period.ended).toBe(true);
      const days = countDays(period.from, period.to);
      expect(
        one.length === 4 ? days >= 365 : one.includes('Q') ? days >= 90 && days <= 92 : days >= 28 && days <= 31,
      ).toBe(true);
    }),
  );
});

test('a running period is not ended, one to come is refused', () => {
  expect(evaluationPeriod('2026-Q4', '2026-11-25')).toEqual({
    key: '2026-Q4',
    from: '2026-10-01',
    to: '2026-12-31',
    ended: false,
  });
  expect(() => evaluationPeriod('2026-12', '2026-11-25')).toThrow(/has not begun/);
  expect(lastEndedMonth('2026-01-05')).toBe('2025-12');
  expect(['2026', '2026-Q3', '2026-09'].map((one) => periodName({ key: one }))).toEqual([
    'Năm 2026',
    'Quý III năm 2026',
    'Tháng 9 năm 2026',
  ]);
});

test('a rate lies between 0 and 1 where the part lies in the whole, and has no value over nothing', () => {
  for (const formula of FORMULA_NAMES) expect(partsOf(formula, NO_COUNTS).value).toBeNull();
  const whole = { ...NO_COUNTS, sites: 4, connected: 3, days: 120, daysSent: 90, visits: 10, engagedVisits: 5 };
  expect(partsOf('connected_sites', addCounts([whole, whole]))).toEqual({ numerator: 6, denominator: 8, value: 0.75 });
});

test('equals share a place, who has no value has none', () => {
  expect(ranksOf([0.5, null, 0.9, 0.5, 0.1])).toEqual([2, null, 1, 2, 4]);
});
