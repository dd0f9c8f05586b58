import { SearchMoonPhase, SearchSunLongitude, SunPosition } from 'astronomy-engine';
import type { Day } from '../time/day.ts';

/*
 * The lunar calendar of Vietnam (âm lịch), reckoned at UTC+7 (QĐ 121-CP of 08/08/1967). A month begins on the day of the
 * new moon. The winter solstice lies in month 11. When thirteen months begin between two months 11, the first of them
 * that holds no major solar term repeats the number of the month before it (tháng nhuận).
 */

export interface LunarDate {
  year: number;
  month: number;
  day: number;
  /** A leap month (tháng nhuận) that repeats the number of the month before. */
  leap: boolean;
}

interface LunarMonth {
  /** Days since 1970 of its first day. */
  start: number;
  year: number;
  month: number;
  leap: boolean;
}

const DAY_MS = 86_400_000;
const ZONE_MS = 7 * 3_600_000;
const WINTER_SOLSTICE = 270;

/** The day as day, month and year of the lunar calendar. */
export function lunarOf(day: Day): LunarDate {
  const number = dayNumber(day);
  const year = Number(day.slice(0, 4));
  const months = [...monthsFrom(year), ...monthsFrom(year + 1)];
  const found = months.findLast(({ start }) => start <= number);
  if (!found) throw new RangeError(`No lunar month holds ${day}`);
  return { year: found.year, month: found.month, day: number - found.start + 1, leap: found.leap };
}

/** The first day of a lunar month; null when that year has no such leap month. */
export function firstOfLunarMonth(year: number, month: number, leap = false): Day | null {
  const months = [...monthsFrom(year), ...monthsFrom(year + 1)];
  const found = months.find((one) => one.year === year && one.month === month && one.leap === leap);
  return found ? dayOfNumber(found.start) : null;
}

const known = new Map<number, readonly LunarMonth[]>();

/** The months from month 11 of the lunar year before `year` up to month 10 (or its leap twin) of `year`. */
function monthsFrom(year: number): readonly LunarMonth[] {
  const before = known.get(year);
  if (before) return before;
  const starts = monthStarts(monthEleven(year - 1), monthEleven(year));
  const leapAt = starts.length === 14 ? starts.findIndex((_, index) => !holdsMajorTerm(starts, index)) : -1;
  const months = starts.slice(0, -1).map((start, index): LunarMonth => {
    // Months are numbered from 11; one place is lost from the leap month on.
    const place = index - (leapAt !== -1 && index >= leapAt ? 1 : 0);
    const month = ((place + 10) % 12) + 1;
    return { start, month, leap: index === leapAt, year: place < 2 ? year - 1 : year };
  });
  known.set(year, months);
  return months;
}

/** First day of the lunar month in which the winter solstice of this year falls. */
function monthEleven(year: number): number {
  const solstice = SearchSunLongitude(WINTER_SOLSTICE, new Date(Date.UTC(year, 11, 1)), 40);
  if (!solstice) throw new RangeError(`No winter solstice in ${year}`);
  const day = localDay(solstice.date);
  // A month has at most 30 days, so the new moon sought is the last one that does not begin after the solstice.
  let start = newMoonFrom(day - 32);
  for (let next = newMoonFrom(start + 20); next <= day; next = newMoonFrom(start + 20)) start = next;
  return start;
}

/** First days of the months from one month 11 to the next, both included: 13 or, with a leap month, 14 of them. */
function monthStarts(first: number, last: number): number[] {
  const starts = [first];
  for (let start = first; start < last; ) {
    start = newMoonFrom(start + 20);
    starts.push(start);
  }
  return starts;
}

/** Does a multiple of 30 degrees of the sun's longitude (trung khí) fall into the month at this place? */
function holdsMajorTerm(starts: readonly number[], index: number): boolean {
  const [start, end] = [starts[index], starts[index + 1]];
  return start !== undefined && end !== undefined && sunSector(start) !== sunSector(end);
}

/** Which twelfth of its way the sun is in when the day begins in Vietnam. */
function sunSector(day: number): number {
  return Math.floor(SunPosition(new Date(day * DAY_MS - ZONE_MS)).elon / 30);
}

/** The first day, from this day on, that holds a new moon. */
function newMoonFrom(day: number): number {
  const moon = SearchMoonPhase(0, new Date(day * DAY_MS - ZONE_MS), 40);
  if (!moon) throw new RangeError('No new moon within forty days');
  return localDay(moon.date);
}

const localDay = (instant: Date) => Math.floor((instant.getTime() + ZONE_MS) / DAY_MS);
const dayNumber = (day: Day) => Date.parse(day) / DAY_MS;
const dayOfNumber = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10);
