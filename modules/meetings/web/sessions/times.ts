/** An instant of a day and an hour in Việt Nam, which keeps one hour all year. */
export function instantOf(day: string, time: string): string {
  return new Date(`${day}T${time}:00+07:00`).toISOString();
}

/** Day and hour in Việt Nam of an instant. */
export function dayAndTime(instant: string): { day: string; time: string } {
  const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
  return { day: local.slice(0, 10), time: local.slice(11, 16) };
}

/** `08:30` */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}
