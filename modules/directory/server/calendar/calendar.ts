import type { Kysely } from 'kysely';
import type { Platform } from '#platform/server/platform.ts';
import type { CalendarDay, WeekHours, WorkSession, WorkWeek } from '../../contract/calendar.ts';
import { cacheOf } from '../cache.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { readCalendar } from './calendar.repo.ts';
import { proposeYear, weekdayOf } from './propose-year.ts';
import type { WorkingCalendar } from './working-time.ts';

/** The calendar of a node, in memory. Years that are not fixed yet are answered by the rules of the law. */
export interface NodeCalendar extends WorkingCalendar {
  /** The notice of a fixed year; null while the rules speak for it. */
  sourceOf(year: number): string | null;
  /** The days of a year that are not as their weekday says, in order. */
  daysOf(year: number): readonly CalendarDay[];
  /** Such a day, if it is one. */
  specialDay(day: Day): CalendarDay | undefined;
  /** The weekly hours in force on a day. */
  weekOn(day: Day): WorkWeek;
  /** All weekly hours, oldest first. */
  weeks: readonly WorkWeek[];
}

const MORNING: WorkSession = { from: 7 * 60 + 30, to: 11 * 60 + 30 };
const AFTERNOON: WorkSession = { from: 13 * 60 + 30, to: 17 * 60 + 30 };
const OFFICE = [MORNING, AFTERNOON];

/** Forty hours from Monday to Friday. The hours of the day are each province's own: a setting, to be confirmed there. */
export const FIRST_WEEK: WorkWeek = {
  from: '1999-10-02',
  hours: [[], OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, []],
  source: 'QĐ 188/1999/QĐ-TTg',
};

/** The node's calendar as it stands; kept until the directory changes. */
export async function calendarOf(platform: Platform): Promise<NodeCalendar> {
  const cache = cacheOf(platform);
  cache.calendar ??= load(platform).catch((error: unknown) => {
    cache.calendar = null;
    throw error;
  });
  return await cache.calendar;
}

async function load(platform: Platform): Promise<NodeCalendar> {
  const { years, days, weeks } = await readCalendar(platform.db as Kysely<DirectoryTables>);
  return makeCalendar(years, days, [FIRST_WEEK, ...weeks]);
}

/** @param weeks oldest first, at least one */
export function makeCalendar(
  years: ReadonlyMap<number, string>,
  days: readonly CalendarDay[],
  weeks: readonly WorkWeek[],
): NodeCalendar {
  const byYear = new Map<number, ReadonlyMap<Day, CalendarDay>>();
  for (const year of years.keys()) byYear.set(year, byDay(days.filter((one) => yearOf(one.day) === year)));
  const weekOn = (day: Day) => weeks.findLast(({ from }) => from <= day) ?? FIRST_WEEK;
  const daysIn = (year: number) => {
    const known = byYear.get(year);
    if (known) return known;
    const proposed = byDay(proposeYear(year, restDays(weekOn(`${year}-07-01`).hours)));
    byYear.set(year, proposed);
    return proposed;
  };
  const specialDay = (day: Day) => daysIn(yearOf(day)).get(day);
  return {
    weeks,
    weekOn,
    specialDay,
    sourceOf: (year) => years.get(year) ?? null,
    daysOf: (year) => [...daysIn(year).values()],
    sessionsOn(day) {
      const { hours } = weekOn(day);
      const special = specialDay(day);
      if (special?.kind === 'swapped_work') return usualHours(hours);
      return special ? [] : (hours[weekdayOf(day)] ?? []);
    },
  };
}

/** Weekdays without work, 0 = Sunday. */
export function restDays(hours: WeekHours): ReadonlySet<number> {
  return new Set(hours.flatMap((sessions, weekday) => (sessions.length === 0 ? [weekday] : [])));
}

/** A day of rest worked in the place of another is worked like the first working day of the week. */
function usualHours(hours: WeekHours): readonly WorkSession[] {
  return [...hours.slice(1), ...hours.slice(0, 1)].find((sessions) => sessions.length > 0) ?? [];
}

const yearOf = (day: Day) => Number(day.slice(0, 4));
const byDay = (days: readonly CalendarDay[]) => new Map(days.map((one) => [one.day, one]));
