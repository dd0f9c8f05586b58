import { expect, test } from 'vitest';
import { keyAt, keysOf, lastEnded } from './period-keys.ts';

test('the last period that ended, over the turn of the year', () => {
  expect(['month', 'quarter', 'year'].map((kind) => lastEnded(kind as never, '2026-01-10'))).toEqual([
    '2025-12',
    '2025-Q4',
    '2025',
  ]);
  expect(keyAt('quarter', '2026-11-25')).toBe('2026-Q4');
});

test('the chosen period is always among those offered', () => {
  expect(keysOf('quarter', '2026-11-25', '2026-Q3').slice(0, 3)).toEqual(['2026-Q4', '2026-Q3', '2026-Q2']);
  expect(keysOf('year', '2026-11-25', '2014')).toContain('2014');
});
