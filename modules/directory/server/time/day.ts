/** A day in Asia/Ho_Chi_Minh, `2025-07-01`. Days compare as texts. */
export type Day = string;

const FORMAT = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });

/** The day on which an instant falls in Vietnam. */
export function dayOf(instant: Date): Day {
  return FORMAT.format(instant);
}

export function dayBefore(day: Day): Day {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
