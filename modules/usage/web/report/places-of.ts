/** `2026-11-25T08` of an instant, as points of a series are named, cut to their length. */
function placeOf(at: string, timeZone: string, length: number): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return parts.format(new Date(at)).replace(' ', 'T').slice(0, length);
}

/**
 * The first and the last point of a series of days (`2026-11-25`) or hours (`2026-11-25T08`) that a stretch of time
 * touches; null when it lies outside. One that goes on reaches to the end.
 */
export function placesOf(
  points: readonly string[],
  startedAt: string,
  endedAt: string | null,
  timeZone: string,
): { from: number; to: number } | null {
  const length = points[0]?.length ?? 0;
  const first = placeOf(startedAt, timeZone, length);
  const last = endedAt === null ? null : placeOf(endedAt, timeZone, length);
  const from = points.findIndex((point) => point >= first);
  const to = last === null ? points.length - 1 : points.findLastIndex((point) => point <= last);
  return from < 0 || to < from ? null : { from, to };
}
