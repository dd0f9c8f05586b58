import { SearchMoonPhase } from 'astronomy-engine';
import { expect, test } from 'vitest';
import { daysFrom } from '../time/day.ts';
import { firstOfLunarMonth, lunarOf } from './lunar.ts';

const FIRST = '2024-01-01';
const DAYS = [...daysFrom(FIRST, 366 + 365 * 3 + 366 + 365 * 2)];

test.each([
  // First days of the year as the notices of the days off name them.
  ['2024-02-10', 2024],
  ['2025-01-29', 2025],
  ['2026-02-17', 2026],
  ['2027-02-06', 2027],
  ['2028-01-26', 2028],
  ['2029-02-13', 2029],
  // One day before the Chinese calendar: the new moon comes between midnight here and midnight there.
  ['2030-02-02', 2030],
])('%s is the first day of the lunar year %i', (day, year) => {
  expect(lunarOf(day)).toEqual({ year, month: 1, day: 1, leap: false });
  expect(firstOfLunarMonth(year, 1)).toBe(day);
});

test('the day of the Hùng Kings of 2026 is Sunday 26/04', () => {
  expect(lunarOf('2026-04-26')).toEqual({ year: 2026, month: 3, day: 10, leap: false });
});

test('2025 has a leap month 6, 2028 a leap month 5, and 2026 none', () => {
  expect(firstOfLunarMonth(2025, 6, true)).toBe('2025-07-25');
  expect(firstOfLunarMonth(2028, 5, true)).toBe('2028-06-23');
  expect(Array.from({ length: 12 }, (_, i) => firstOfLunarMonth(2026, i + 1, true))).toEqual(Array(12).fill(null));
});

test('every day of 2024 to 2030 follows the day before it', () => {
  expect(DAYS.at(-1)).toBe('2030-12-31');
  let before = lunarOf('2023-12-31');
  for (const day of DAYS) {
    const { year, month, day: number, leap } = lunarOf(day);
    if (number === 1) {
      expect([29, 30]).toContain(before.day);
      const next = before.month === 12 ? 1 : before.month + 1;
      if (leap) expect(month).toBe(before.month);
      else expect(month).toBe(next);
      expect(year).toBe(before.year + (month === 1 && !leap ? 1 : 0));
    } else {
      expect({ year, month, day: number, leap }).toEqual({ ...before, day: before.day + 1 });
    }
    before = { year, month, day: number, leap };
  }
});

/**
 * The Chinese calendar as the ICU library knows it: the same rules, an hour further east. Its moon is some minutes off,
 * so that it also errs where the new moon comes close to its own midnight (06/02/2027).
 */
const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', day: 'numeric', month: 'numeric' });

test('every day of 2024 to 2030 is that of the Chinese calendar but where the new moon falls between the two midnights', () => {
  let apart = 0;
  for (const day of DAYS) {
    const ours = lunarOf(day);
    const parts = chinese.formatToParts(new Date(day));
    const theirs = Number(parts.find(({ type }) => type === 'day')?.value);
    if (ours.day === theirs) continue;
    apart += 1;
    // The day on which the month began here: its new moon comes between the midnights there and here.
    const begun = new Date(Date.parse(day) - (ours.day - 1) * 86_400_000);
    const moon = SearchMoonPhase(0, new Date(begun.getTime() - 7 * 3_600_000), 2)?.date;
    const minute = (moon?.getUTCHours() ?? 0) * 60 + (moon?.getUTCMinutes() ?? 0);
    expect(minute, day).toBeGreaterThan(15 * 60 + 50);
    expect(minute, day).toBeLessThan(17 * 60 + 10);
  }
  expect(apart).toBeGreaterThan(0);
  expect(apart).toBeLessThan(DAYS.length / 20);
});
