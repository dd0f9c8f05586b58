import type { CalendarDay, YearChoices } from '../../contract/calendar.ts';
import { type Day, plusDays } from '../time/day.ts';
import { COMPENSATION_SOURCE, HOLIDAY_RULES, type HolidayRule } from './holiday-rules.ts';
import { firstOfLunarMonth } from './lunar.ts';

/** What the notice of the year usually says when nothing else is known yet. */
export const USUAL_CHOICES: YearChoices = { tetBefore: 1, nationalBeside: null };

/**
 * The days off of a year as the law gives them, by day. A proposal: the real table is what the notice of the year says,
 * so every day of it is marked unconfirmed until a person takes it over.
 *
 * @param restDays weekdays without work, 0 = Sunday
 */
export function proposeYear(year: number, restDays: ReadonlySet<number>, choices = USUAL_CHOICES): CalendarDay[] {
  const isRest = (day: Day) => restDays.has(weekdayOf(day));
  // The days around Tết and the national day may lie in the rules of a neighbour year; holidays never do.
  const holidays = new Map<Day, CalendarDay>();
  for (const rule of HOLIDAY_RULES) {
    const first = dayOfRule(rule, year);
    if (first === null || first < rule.from || (rule.to !== null && first >= rule.to)) continue;
    for (const day of daysOfRule(rule, first, choices, isRest)) {
      holidays.set(day, { day, kind: 'holiday', name: rule.name, source: rule.source, confirmed: false });
    }
  }
  const days = new Map(holidays);
  for (const { day, name } of [...holidays.values()].sort(byDay)) {
    if (!isRest(day)) continue;
    let off = plusDays(day, 1);
    while (isRest(off) || days.has(off)) off = plusDays(off, 1);
    days.set(off, { day: off, kind: 'compensation', name, source: COMPENSATION_SOURCE, confirmed: false });
  }
  return [...days.values()].sort(byDay);
}

function dayOfRule({ on }: HolidayRule, year: number): Day | null {
  const two = (number: number) => String(number).padStart(2, '0');
  if (on.calendar === 'solar') return `${year}-${two(on.month)}-${two(on.day)}`;
  const first = firstOfLunarMonth(year, on.month);
  return first === null ? null : plusDays(first, on.day - 1);
}

function daysOfRule(rule: HolidayRule, first: Day, choices: YearChoices, isRest: (day: Day) => boolean): Day[] {
  switch (rule.beside) {
    case 'none':
      return [first];
    // One or two last days of the old year, the others from the first day of the new one (Đ.112 k.1 b, k.3).
    case 'before_and_after':
      return Array.from({ length: rule.days }, (_, n) => plusDays(first, n - choices.tetBefore));
    case 'before_or_after': {
      const beside = choices.nationalBeside ?? usualSide(first, isRest);
      return [first, plusDays(first, beside === 'before' ? -1 : 1)];
    }
  }
}

/** The side that gives the longer row of days off, as the notices of 2021 to 2026 chose; the day before where equal. */
function usualSide(day: Day, isRest: (day: Day) => boolean): 'before' | 'after' {
  const row = (beside: number) => {
    if (isRest(plusDays(day, beside))) return 0;
    let length = 2;
    for (let at = plusDays(day, 2 * beside); isRest(at); at = plusDays(at, beside)) length += 1;
    for (let at = plusDays(day, -beside); isRest(at); at = plusDays(at, -beside)) length += 1;
    return length;
  };
  return row(1) > row(-1) ? 'after' : 'before';
}

/** 0 = Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(day).getUTCDay();
}

const byDay = (one: { day: Day }, other: { day: Day }) => (one.day < other.day ? -1 : 1);
