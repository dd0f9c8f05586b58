import { expect, test } from 'vitest';
import { dayOfYear, hoursText, monthsOf, readHours } from './days.ts';

test('a year has its days once each, weeks begin on Monday', () => {
  const months = monthsOf(2028);
  const days = months.flat(2).filter((day) => day !== null);
  expect(days).toHaveLength(366);
  expect(new Set(days).size).toBe(366);
  expect(months[1]?.[0]?.[1]).toBe('2028-02-01');
  expect(months.flat().every((week) => week.length === 7)).toBe(true);
  expect(dayOfYear('2028-12-31')).toBe(365);
});

test('hours are read as people write them', () => {
  const day = [
    { from: 450, to: 690 },
    { from: 810, to: 1050 },
  ];
  expect(readHours(hoursText(day))).toEqual(day);
  expect(readHours('7h30 - 11h30; 13:30–17g30')).toEqual(day);
  expect(readHours('8-12')).toEqual([{ from: 480, to: 720 }]);
  expect(readHours('')).toEqual([]);
  for (const wrong of ['sáng', '11:30-7:30', '8-12, 11-13', '8-25']) expect(readHours(wrong), wrong).toBeNull();
});
