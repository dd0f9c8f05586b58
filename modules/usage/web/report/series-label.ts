/** Beyond so many days single hours are no longer told apart on a screen. */
export const HOURS_AT_MOST_DAYS = 14;

/** `2026-11-25` → `25/11`; `2026-11-25T08` → `25/11 08:00`. The day is the site's own, so no clock is asked. */
export function pointLabel(at: string): string {
  const [, month, day, hour] = /^\d{4}-(\d{2})-(\d{2})(?:T(\d{2}))?/.exec(at) ?? [];
  return hour === undefined ? `${day}/${month}` : `${day}/${month} ${hour}:00`;
}
