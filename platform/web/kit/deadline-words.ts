/** How a deadline stands on a day: in words, with a tone that goes with them. */
export interface DeadlineWords {
  /** Key below `deadline` of the platform's texts; takes `count` days and the `day`. */
  key: 'done' | 'doneLate' | 'late' | 'today' | 'soon' | 'later';
  /** Days left, or days late. */
  count: number;
  tone: 'done' | 'late' | 'soon' | 'quiet';
}

const DAY_MS = 86_400_000;
/** From so many days before it on a deadline is soon. */
const SOON_DAYS = 3;

/**
 * Days are `yyyy-mm-dd`, counted by the calendar: what the law counts in working days the server has turned into a day.
 * `doneOn`: the day on which it was fulfilled.
 */
export function deadlineWords(
  due: string,
  today: string,
  { soonDays = SOON_DAYS, doneOn }: { soonDays?: number | undefined; doneOn?: string | null | undefined } = {},
): DeadlineWords {
  if (doneOn != null) {
    const late = daysBetween(due, doneOn);
    return late > 0 ? { key: 'doneLate', count: late, tone: 'late' } : { key: 'done', count: -late, tone: 'done' };
  }
  const left = daysBetween(today, due);
  if (left < 0) return { key: 'late', count: -left, tone: 'late' };
  if (left === 0) return { key: 'today', count: 0, tone: 'soon' };
  return left <= soonDays ? { key: 'soon', count: left, tone: 'soon' } : { key: 'later', count: left, tone: 'quiet' };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
