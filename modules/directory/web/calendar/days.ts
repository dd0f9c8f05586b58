import { plusDays } from '#platform/web/format.ts';
import type { CalendarDay, CalendarYear, WeekHours, WorkWeek } from '../../contract.ts';

/** How a day looks: worked, a weekly day of rest, off by the calendar, or worked in exchange. */
export type DayState = 'work' | 'rest' | 'off' | 'exchange';

export function stateOfDay(calendar: CalendarYear, day: string, special: CalendarDay | undefined): DayState {
  if (special) return special.kind === 'swapped_work' ? 'exchange' : 'off';
  return (weekOn(calendar, day)?.hours[weekdayOf(day)]?.length ?? 0) > 0 ? 'work' : 'rest';
}

export function weekOn({ weeks }: CalendarYear, day: string): WorkWeek | undefined {
  return weeks.findLast(({ from }) => from <= day) ?? weeks[0];
}

/** 0 = Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** As weeks stand on the wall: Monday first. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0] as const satisfies Weekday[];

export function weekdayOf(day: string): Weekday {
  return new Date(day).getUTCDay() as Weekday;
}

/** Which day of its year, 0 = the first of January. */
export function dayOfYear(day: string): number {
  return (Date.parse(day) - Date.parse(`${day.slice(0, 4)}-01-01`)) / 86_400_000;
}

/** Twelve months of weeks from Monday to Sunday; null where a week reaches into a neighbour month. */
export function monthsOf(year: number): (string | null)[][][] {
  return Array.from({ length: 12 }, (_, month) => {
    const first = `${year}-${String(month + 1).padStart(2, '0')}-01`;
    const cells: (string | null)[] = Array<null>((weekdayOf(first) + 6) % 7).fill(null);
    for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = plusDays(day, 1)) cells.push(day);
    while (cells.length % 7 !== 0) cells.push(null);
    return Array.from({ length: cells.length / 7 }, (__, week) => cells.slice(week * 7, week * 7 + 7));
  });
}

/** `07:30-11:30, 13:30-17:30` */
export function hoursText(sessions: WeekHours[number]): string {
  return sessions.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(', ');
}

/** Reads {@link hoursText} back; an empty text is a day of rest. Null when it cannot be read. */
export function readHours(text: string): WeekHours[number] | null {
  if (text.trim() === '') return [];
  const sessions = text.split(/[,;]/).map((part) => {
    const [, h1, m1 = '0', h2, m2 = '0'] =
      /^\s*(\d{1,2})(?:[:hg](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[:hg](\d{2}))?\s*$/.exec(part) ?? [];
    if (h1 === undefined || h2 === undefined) return null;
    const session = { from: Number(h1) * 60 + Number(m1), to: Number(h2) * 60 + Number(m2) };
    return session.from < session.to && session.to <= 1440 ? session : null;
  });
  const read = sessions.filter((session) => session !== null);
  const ordered = read.every((one, n) => n === 0 || (read[n - 1]?.to ?? 0) <= one.from);
  return read.length === sessions.length && ordered ? read : null;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
