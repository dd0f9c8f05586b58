import { expect, test } from 'vitest';
import { cronText } from './cron-text.ts';

test('what recurs is said in words where there are some', () => {
  expect(cronText('30 2 * * *')).toEqual({ key: 'daily', values: { time: '02:30' } });
  expect(cronText('*/10 * * * *')).toEqual({ key: 'everyMinutes', values: { count: 10 } });
  expect(cronText('* * * * *')).toEqual({ key: 'everyMinute', values: {} });
  expect(cronText('5 * * * *')).toEqual({ key: 'hourly', values: { minute: '05' } });
  for (const cron of ['0 4 1 * *', '0,30 2 * * *', '0 8-17 * * *']) expect(cronText(cron).key).toBe('other');
});
