import type { ReportEvery, ReportPeriod } from '../../contract.ts';
import { addDays } from '../days.ts';

/** The next day after this one on which such a report goes out: a Monday, or the first of a month. */
export function nextDay(every: ReportEvery, today: string): string {
  if (every === 'week') return addDays(today, 8 - weekdayOf(today));
  const [year = 0, month = 0] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

/** The last week or month that ended before a day. */
export function periodOn(every: ReportEvery, day: string): ReportPeriod {
  if (every === 'week') {
    const to = addDays(day, -weekdayOf(day));
    return { from: addDays(to, -6), to };
  }
  const to = addDays(`${day.slice(0, 7)}-01`, -1);
  return { from: `${to.slice(0, 7)}-01`, to };
}

/** 1 Monday … 7 Sunday. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
