import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, countDays } from '../days.ts';
import { readPeriods } from './periods.ts';

const TODAY = '2026-11-25'; // a Wednesday
const names = (unit: Parameters<typeof readPeriods>[0], date: string) =>
  readPeriods(unit, date, TODAY).list.map(({ name }) => name);

test('days, weeks, months and years around a day, by word or by date', () => {
  expect(names('day', 'today')).toEqual(['2026-11-25']);
  expect(names('day', 'yesterday')).toEqual(['2026-11-24']);
  expect(names('week', 'today')).toEqual(['2026-11-23,2026-11-29']);
  expect(names('month', 'lastMonth')).toEqual(['2026-10']);
  expect(readPeriods('month', '2024-02-10', TODAY).list).toEqual([
    { name: '2024-02', from: '2024-02-01', to: '2024-02-29' },
  ]);
  expect(names('year', '2025-07-01')).toEqual(['2025']);
  expect(readPeriods('day', 'today', TODAY).many).toBe(false);
});

test('lists: last, previous and two days', () => {
  expect(names('day', 'last3')).toEqual(['2026-11-23', '2026-11-24', '2026-11-25']);
  expect(names('day', 'previous2')).toEqual(['2026-11-23', '2026-11-24']);
  expect(names('month', 'last2')).toEqual(['2026-10', '2026-11']);
  expect(names('week', '2026-11-01,2026-11-10')).toEqual([
    '2026-10-26,2026-11-01',
    '2026-11-02,2026-11-08',
    '2026-11-09,2026-11-15',
  ]);
  expect(readPeriods('range', 'last7', TODAY)).toEqual({
    list: [{ name: '2026-11-19,2026-11-25', from: '2026-11-19', to: '2026-11-25' }],
    many: false,
  });
  expect(readPeriods('day', 'last1', TODAY).many).toBe(true);
});

test.each([
  ['day', 'tomorrow', 'date: “tomorrow” is no day'],
  ['day', '2026-02-30', 'date: “2026-02-30” is no day'],
  ['day', '2026-11-25,2026-11-24', 'date: the last day lies before the first'],
  ['range', 'today', 'date: a range takes two days'],
  ['day', 'last9999', 'date: at most 400 days'],
  ['year', 'last2', 'date: at most 400 days'],
  ['day', 'last0', 'date: last takes a number from 1'],
] as const)('%s %s is refused and the reason named', (unit, date, why) => {
  expect(() => readPeriods(unit, date, TODAY)).toThrow(why);
});

test('periods of a list follow each other without gap and hold both days', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('1990-01-01', n));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 300 }), fc.constantFrom('day', 'week', 'month'), (from, days, unit) => {
      const to = addDays(from, days);
      const { list } = readPeriods(unit as 'day', `${from},${to}`, TODAY);
      expect((list[0]?.from ?? '9') <= from && (list.at(-1)?.to ?? '') >= to).toBe(true);
      for (const [n, one] of list.entries()) {
        expect(countDays(one.from, one.to)).toBeGreaterThan(0);
        if (n > 0) expect(one.from).toBe(addDays(list[n - 1]?.to ?? '', 1));
      }
    }),
  );
});
