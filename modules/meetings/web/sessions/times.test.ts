import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAndTime, instantOf, isTime } from './times.ts';

test('an hour in Việt Nam becomes an instant and back', () => {
  expect(instantOf('2021-11-30', '14:00')).toBe('2021-11-30T07:00:00.000Z');
  expect(dayAndTime('2026-11-25T17:30:00.000Z')).toEqual({ day: '2026-11-26', time: '00:30' });
  fc.assert(
    fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), (date) => {
      date.setUTCSeconds(0, 0);
      const { day, time } = dayAndTime(date.toISOString());
      expect(isTime(time)).toBe(true);
      expect(instantOf(day, time)).toBe(date.toISOString());
    }),
  );
});
