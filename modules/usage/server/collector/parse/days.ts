import { dayIn } from '../../days.ts';

const QUARTER = 15 * 60_000;
const REMEMBERED = 500;

const days = new Map<string, Map<number, string>>();

/**
 * The day (`2026-11-25`) of an instant in a zone. Clocks only ever jump at quarters of an hour, so the answer is kept
 * for each quarter; asking the calendar for every hit would take longer than all the rest.
 */
export function dayOf(at: number, timeZone: string): string {
  let known = days.get(timeZone);
  if (known === undefined) {
    known = new Map();
    days.set(timeZone, known);
  }
  const quarter = Math.floor(at / QUARTER);
  let day = known.get(quarter);
  if (day === undefined) {
    if (known.size >= REMEMBERED) known.clear();
    day = dayIn(new Date(quarter * QUARTER), timeZone);
    known.set(quarter, day);
  }
  return day;
}
