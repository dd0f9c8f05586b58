import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, plusDays } from '../time/day.ts';
import { proposeYear, weekdayOf } from './propose-year.ts';
import { addTime, type WorkingCalendar, workingDaysBetween } from './working-time.ts';

const HOURS = [
  { from: 450, to: 690 },
  { from: 810, to: 1050 },
];
const WEEKEND = new Set([0, 6]);
const off = new Set([2025, 2026, 2027].flatMap((year) => proposeYear(year, WEEKEND).map(({ day }) => day)));
const calendar: WorkingCalendar = {
  sessionsOn: (day) => (WEEKEND.has(weekdayOf(day)) || off.has(day) ? [] : HOURS),
};
const at = (local: string) => new Date(`${local}+07:00`);
const local = (instant: Date) => new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 16);

test.each([
  // Over Tết: two working days before, then the row of days off.
  ['2026-02-11T09:00', { amount: 5, unit: 'working_day' }, '2026-02-25T17:30'],
  // The day itself is not counted, at whatever hour.
  ['2026-04-24T16:59', { amount: 1, unit: 'working_day' }, '2026-04-28T17:30'],
  // After 15:00 the next working day is the day itself.
  ['2026-04-24T15:00', { amount: 1, unit: 'working_day', cutOff: 900 }, '2026-04-29T17:30'],
  ['2026-04-24T14:59', { amount: 1, unit: 'working_day', cutOff: 900 }, '2026-04-28T17:30'],
  // Days run over the weekend, but do not end there.
  ['2026-11-20T08:00', { amount: 1, unit: 'day' }, '2026-11-23T17:30'],
  ['2026-11-20T08:00', { amount: 4, unit: 'day' }, '2026-11-25T17:30'],
  // There is no 30 February; its last day is a Saturday.
  ['2026-01-30T08:00', { amount: 1, unit: 'month' }, '2026-03-02T17:30'],
  ['2026-05-04T08:00', { amount: 3, unit: 'month' }, '2026-08-04T17:30'],
  // Hours stand still over noon, the night and the weekend.
  ['2026-11-20T10:30', { amount: 8, unit: 'working_hour' }, '2026-11-23T10:30'],
  ['2026-11-21T20:00', { amount: 4, unit: 'working_hour' }, '2026-11-23T11:30'],
] as const)('%s and %o give %s', (from, limit, due) => {
  expect(local(addTime(calendar, at(from), limit).due)).toBe(due);
});

const instants = fc
  .integer({ min: 0, max: 500 * 1440 })
  .map((n) => new Date(at('2025-01-01T00:00').getTime() + n * 60_000));
const amounts = fc.integer({ min: 1, max: 60 });
const limits = fc.record({
  amount: amounts,
  unit: fc.constantFrom('working_hour' as const, 'working_day' as const, 'day' as const, 'month' as const),
  cutOff: fc.option(fc.integer({ min: 1, max: 1440 }), { nil: undefined }),
});

test('a time runs out while the office works, later for more and never earlier for a later start', () => {
  fc.assert(
    fc.property(instants, instants, limits, (one, other, limit) => {
      const { due, countedFrom } = addTime(calendar, one, limit);
      const minute = (due.getTime() - at(`${dayOf(due)}T00:00`).getTime()) / 60_000;
      expect(HOURS.some(({ from, to }) => from < minute && minute <= to)).toBe(true);
      expect(calendar.sessionsOn(dayOf(due))).not.toHaveLength(0);
      expect(due.getTime()).toBeGreaterThan(one.getTime());
      expect(countedFrom >= dayOf(one)).toBe(true);
      expect(addTime(calendar, one, { ...limit, amount: limit.amount + 1 }).due >= due).toBe(true);
      const [early, late] = one < other ? [one, other] : [other, one];
      expect(addTime(calendar, early, limit).due <= addTime(calendar, late, limit).due).toBe(true);
    }),
  );
});

test('working days add up, and counting them between the two ends gives them back', () => {
  fc.assert(
    fc.property(instants, amounts, amounts, (from, first, second) => {
      const middle = addTime(calendar, from, { amount: first, unit: 'working_day' }).due;
      const end = addTime(calendar, from, { amount: first + second, unit: 'working_day' }).due;
      expect(addTime(calendar, middle, { amount: second, unit: 'working_day' }).due).toEqual(end);
      expect(workingDaysBetween(calendar, dayOf(from), dayOf(end))).toBe(first + second);
    }),
  );
});

test('hours agree with walking through the minutes one by one', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 30 }), (from, amount) => {
      let left = amount * 60;
      let now = from.getTime();
      for (; left > 0; now += 60_000) {
        const day = dayOf(new Date(now));
        const minute = (now - at(`${day}T00:00`).getTime()) / 60_000;
        if (calendar.sessionsOn(day).some((one) => one.from <= minute && minute < one.to)) left -= 1;
      }
      expect(addTime(calendar, from, { amount, unit: 'working_hour' }).due.getTime()).toBe(now);
    }),
    { numRuns: 30 },
  );
});

test('a calendar without work is refused, not walked for ever', () => {
  const never: WorkingCalendar = { sessionsOn: () => [] };
  expect(() => addTime(never, new Date(), { amount: 1, unit: 'working_day' })).toThrow(RangeError);
  expect(workingDaysBetween(calendar, '2026-11-25', plusDays('2026-11-25', -3))).toBe(0);
});
