import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, countDays } from '../days.ts';
import { nextDay, periodOn } from './schedule.ts';

const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays('2020-01-01', count));

test('each report takes up where the one before ended', () => {
  fc.assert(
    fc.property(day, fc.constantFrom('week' as const, 'month' as const), (today, every) => {
      const due = nextDay(every, today);
      expect(due > today).toBe(true);
      const period = periodOn(every, due);
      expect(addDays(period.to, 1)).toBe(due);
      expect(countDays(period.from, period.to)).toBeGreaterThanOrEqual(every === 'week' ? 7 : 28);
      expect(addDays(period.to, 1)).toBe(periodOn(every, nextDay(every, due)).from);
    }),
  );
});

test('weeks end on Sunday, months on their last day', () => {
  expect(nextDay('week', '2026-11-25')).toBe('2026-11-30');
  expect(periodOn('week', '2026-11-25')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  expect(nextDay('month', '2026-12-31')).toBe('2027-01-01');
  expect(periodOn('month', '2026-11-25')).toEqual({ from: '2026-10-01', to: '2026-10-31' });
});
