import type { TimeUnit, WorkSession } from '../../contract/calendar.ts';
import { type Day, dayOf, plusDays } from '../time/day.ts';

/** What the rules below ask of a calendar. */
export interface WorkingCalendar {
  /** Hours worked on a day, in order; none on a day off. */
  sessionsOn(day: Day): readonly WorkSession[];
}

export interface TimeLimit {
  /** At least 1. */
  amount: number;
  unit: TimeUnit;
  /** Minute of the day from which on, and on days off, something counts as come in on the next working day. */
  cutOff?: number | undefined;
}

export interface Due {
  due: Date;
  /** The day whose morrow is the first that counts. */
  countedFrom: Day;
}

/** Vietnam keeps one hour all year. */
const ZONE_MS = 7 * 3_600_000;
const MINUTE_MS = 60_000;
/** No calendar has that many days off in a row; a wrong one must not hang the server. */
const LONGEST_REST = 366;

/**
 * When a time limit runs out.
 *
 * - The day of the event is not counted (Bộ luật Dân sự 91/2015/QH13, Đ.147 k.2).
 * - A limit in months ends on the day of the same number, else on the last of the month (Đ.148 k.3).
 * - A limit that would end on a day off ends with the next working day (Đ.148 k.5).
 * - An office can act in its hours only, so every limit in days ends when the work of its last day ends.
 * - Working hours run while the office works and stand still while it does not.
 *
 * @throws RangeError when the calendar has no work for a year on end
 */
export function addTime(calendar: WorkingCalendar, from: Date, { amount, unit, cutOff }: TimeLimit): Due {
  const start = startOf(calendar, from, cutOff);
  if (unit === 'working_hour') return { due: addMinutes(calendar, start, amount * 60), countedFrom: start.day };
  const last = lastDay(calendar, start.day, amount, unit);
  return { due: endOfWork(calendar, last), countedFrom: start.day };
}

/** Working days after the one day up to and with the other; 0 when the other is not later. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  let count = 0;
  for (let day = plusDays(from, 1); day <= to; day = plusDays(day, 1)) if (worked(calendar, day)) count += 1;
  return count;
}

interface Moment {
  day: Day;
  /** Minutes after midnight, with fractions. */
  minute: number;
}

function startOf(calendar: WorkingCalendar, from: Date, cutOff: number | undefined): Moment {
  const day = dayOf(from);
  const minute = (from.getTime() + ZONE_MS - Date.parse(day)) / MINUTE_MS;
  const late = cutOff !== undefined && (minute >= cutOff || !worked(calendar, day));
  return late ? { day: nextWorked(calendar, plusDays(day, 1)), minute: 0 } : { day, minute };
}

function lastDay(calendar: WorkingCalendar, from: Day, amount: number, unit: 'working_day' | 'day' | 'month'): Day {
  if (unit === 'day') return nextWorked(calendar, plusDays(from, amount));
  if (unit === 'month') return nextWorked(calendar, plusMonths(from, amount));
  let day = from;
  for (let left = amount; left > 0; left -= 1) day = nextWorked(calendar, plusDays(day, 1));
  return day;
}

function addMinutes(calendar: WorkingCalendar, start: Moment, amount: number): Date {
  let left = amount;
  for (let { day, minute } = start; ; day = nextWorked(calendar, plusDays(day, 1)), minute = 0) {
    for (const session of calendar.sessionsOn(day)) {
      const begins = Math.max(session.from, minute);
      const length = session.to - begins;
      if (length <= 0) continue;
      if (left <= length) return instantOf(day, begins + left);
      left -= length;
    }
  }
}

/** This day, or the first one after it, with work. */
function nextWorked(calendar: WorkingCalendar, from: Day): Day {
  let day = from;
  for (let tries = 0; tries < LONGEST_REST; tries += 1, day = plusDays(day, 1)) if (worked(calendar, day)) return day;
  throw new RangeError(`The calendar has no working day in the year after ${from}`);
}

const worked = (calendar: WorkingCalendar, day: Day) => calendar.sessionsOn(day).length > 0;

function endOfWork(calendar: WorkingCalendar, day: Day): Date {
  return instantOf(day, calendar.sessionsOn(day).at(-1)?.to ?? 1440);
}

function instantOf(day: Day, minute: number): Date {
  return new Date(Date.parse(day) - ZONE_MS + minute * MINUTE_MS);
}

/** The day of the same number so many months later, or the last one of that month. */
function plusMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, number = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + count + 1, 0));
  last.setUTCDate(Math.min(number, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}
