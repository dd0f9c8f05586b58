import { expect, test } from 'vitest';
import { placesOf } from './places-of.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const days = ['2026-11-12', '2026-11-13', '2026-11-14'];

test('a stretch of time has its first and last day, by the clock of the site', () => {
  expect(placesOf(days, '2026-11-12T17:30:00.000Z', '2026-11-13T08:00:00.000Z', ZONE)).toEqual({ from: 1, to: 1 });
  expect(placesOf(days, '2026-11-01T00:00:00.000Z', '2026-11-12T18:00:00.000Z', ZONE)).toEqual({ from: 0, to: 1 });
});

test('what goes on reaches to the end; what lies outside has no place', () => {
  expect(placesOf(days, '2026-11-13T03:00:00.000Z', null, ZONE)).toEqual({ from: 1, to: 2 });
  expect(placesOf(days, '2026-11-20T03:00:00.000Z', null, ZONE)).toBeNull();
  expect(placesOf(days, '2026-11-01T03:00:00.000Z', '2026-11-02T03:00:00.000Z', ZONE)).toBeNull();
  expect(placesOf([], '2026-11-01T03:00:00.000Z', null, ZONE)).toBeNull();
});

test('hours are places, too', () => {
  const hours = ['2026-11-12T00', '2026-11-12T01', '2026-11-12T02'];
  expect(placesOf(hours, '2026-11-11T18:10:00.000Z', '2026-11-11T19:05:00.000Z', ZONE)).toEqual({ from: 1, to: 2 });
});
