import { expect, test } from 'vitest';
import { clockText, readClock } from './clock-text.ts';

const NOW = Date.parse('2026-11-30T01:00:00Z');
const at = (ms: number) => new Date(NOW + ms).toISOString();

test('a running clock says what is left until it runs out, and then how far it is over', () => {
  const clock = { running: true as const, since: at(-60_000), expiresAt: at(120_000) };
  expect(readClock(clock, NOW)).toEqual({ seconds: 120, counts: 'down' });
  expect(readClock(clock, NOW + 1)).toEqual({ seconds: 120, counts: 'down' });
  expect(readClock(clock, NOW + 121_000)).toEqual({ seconds: -1, counts: 'down' });
});

test('without a set time it counts up; standing still it says what is left', () => {
  expect(readClock({ running: true, since: at(-61_500), expiresAt: null }, NOW)).toEqual({ seconds: 61, counts: 'up' });
  expect(readClock({ running: false, used: 5_000, left: null }, NOW)).toEqual({ seconds: 5, counts: 'up' });
  expect(readClock({ running: false, used: 5_000, left: 115_000 }, NOW)).toEqual({ seconds: 115, counts: 'down' });
});

test.each([
  [0, '0:00'],
  [125, '2:05'],
  [-61, '−1:01'],
  [3_600, '60:00'],
])('%d seconds are written %s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text);
});
