import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { CalendarYear } from '../../contract/calendar.ts';
import { type Day, daysFrom } from '../time/day.ts';
import { calendarOf, type NodeCalendar } from './calendar.ts';
import { lunarOf } from './lunar.ts';

/** A year of the node's calendar: what the table says, or the proposal of the rules while it is not fixed. */
export async function getCalendarYear(ctx: Context, year: number): Promise<CalendarYear> {
  const calendar = await calendarOf(ctx.platform);
  const source = calendar.sourceOf(year);
  const days = daysOfYear(year);
  return {
    year,
    fixed: source !== null,
    source,
    days: [...calendar.daysOf(year)],
    weeks: weeksOfYear(calendar, year),
    lunar: days.map(lunarText),
    workingDays: days.filter((day) => calendar.sessionsOn(day).length > 0).length,
    can: { change: mayChange(ctx) },
  };
}

/** The calendar belongs to the node: who may change it for one agency only may not. */
export function mayChange(ctx: Context): boolean {
  return may(ctx.actor, 'directory.calendar.write', null);
}

function weeksOfYear({ weeks, weekOn }: NodeCalendar, year: number) {
  const first = weekOn(`${year}-01-01`);
  return weeks.filter((week) => week === first || (week.from > first.from && week.from <= `${year}-12-31`));
}

function daysOfYear(year: number): Day[] {
  const length = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;
  return [...daysFrom(`${year}-01-01`, length)];
}

function lunarText(day: Day): string {
  const { day: number, month, leap } = lunarOf(day);
  return `${number}/${month}${leap ? 'n' : ''}`;
}
