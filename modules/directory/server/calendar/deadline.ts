import type { Context } from '#platform/server/context.ts';
import type { Deadline } from '../../contract/calendar.ts';
import { dayOf, plusDays } from '../time/day.ts';
import { calendarOf } from './calendar.ts';
import { weekdayOf } from './propose-year.ts';
import { addTime, type TimeLimit } from './working-time.ts';

/**
 * When a time limit runs out by the node's calendar, and why then. Other modules reckon their deadlines by this.
 * @throws RangeError when the calendar has no work for a year on end
 */
export async function deadlineOf(ctx: Context, from: Date, limit: TimeLimit): Promise<Deadline> {
  const calendar = await calendarOf(ctx.platform);
  const { due, countedFrom } = addTime(calendar, from, limit);
  const last = dayOf(due);
  const skipped: Deadline['skipped'] = [];
  for (let day = countedFrom; day <= last; day = plusDays(day, 1)) {
    const special = calendar.specialDay(day);
    const usual = calendar.weekOn(day).hours[weekdayOf(day)]?.length ?? 0;
    if (special && usual > 0) skipped.push({ day, name: special.name });
  }
  const years = [countedFrom, last].map((day) => Number(day.slice(0, 4)));
  return {
    due: due.toISOString(),
    countedFrom,
    skipped,
    provisional: years.some((year) => calendar.sourceOf(year) === null),
  };
}
