import type { Period } from '../../contract.ts';
import type { Day } from './day.ts';

/** Does the period hold on this day? Half open: not on its last date `to`. */
export function holdsOn(period: Period, day: Day): boolean {
  return (period.from === null || period.from <= day) && (period.to === null || day < period.to);
}

export function overlap(one: Period, other: Period): boolean {
  const startsBeforeEnd = (a: Period, b: Period) => a.from === null || b.to === null || a.from < b.to;
  return startsBeforeEnd(one, other) && startsBeforeEnd(other, one);
}

/** The one row of a history that holds on a day. */
export function pickOn<Row extends { period: Period }>(history: readonly Row[], day: Day): Row | undefined {
  return history.find((row) => holdsOn(row.period, day));
}

/**
 * What a history becomes when a new row holds from a day on: the row of that day ends there. Null when a row begins on
 * or after that day: then the new one would not be the last, and a person must decide.
 */
export function endBefore<Row extends { period: Period }>(history: readonly Row[], from: Day): { ends: Row } | null {
  const later = history.some(({ period }) => period.from !== null && period.from >= from);
  const current = pickOn(history, from);
  return later || current === undefined ? null : { ends: current };
}
