/** When a cron expression runs, as far as it is one of those that people say in words. */
export type CronText =
  | { key: 'everyMinutes'; values: { count: number } }
  | { key: 'everyMinute'; values: Record<string, never> }
  | { key: 'hourly'; values: { minute: string } }
  | { key: 'daily'; values: { time: string } }
  | { key: 'other'; values: { cron: string } };

/** `30 2 * * *` → daily at 02:30. */
export function cronText(cron: string): CronText {
  const [minute = '', hour = '', ...rest] = cron.trim().split(/\s+/);
  const other: CronText = { key: 'other', values: { cron } };
  if (rest.join(' ') !== '* * *') return other;
  const step = /^\*(?:\/(\d+))?$/.exec(minute);
  if (step && hour === '*') {
    const count = Number(step[1] ?? 1);
    return count === 1 ? { key: 'everyMinute', values: {} } : { key: 'everyMinutes', values: { count } };
  }
  if (!/^\d+$/.test(minute)) return other;
  const minutes = minute.padStart(2, '0');
  if (hour === '*') return { key: 'hourly', values: { minute: minutes } };
  return /^\d+$/.test(hour) ? { key: 'daily', values: { time: `${hour.padStart(2, '0')}:${minutes}` } } : other;
}
