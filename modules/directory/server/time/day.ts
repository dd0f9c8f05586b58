/** A day in Asia/Ho_Chi_Minh, `2025-07-01`. Days compare as texts. */
export type Day = string;

const FORMAT = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });

/** The day on which an instant falls in Vietnam. */
export function dayOf(instant: Date): Day {
  return FORMAT.format(instant);
}

export function dayBefore(day: Day): Day {
  return plusDays(day, -1);
}

/** So many days one after the other, the given one first. */
export function* daysFrom(day: Day, count: number): Generator<Day> {
  for (let n = 0; n < count; n += 1) yield plusDays(day, n);
}

export function plusDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}
