import { expect, test } from 'vitest';
import { pointLabel } from './series-label.ts';

test('days and hours are written as the office writes them', () => {
  expect(pointLabel('2026-11-25')).toBe('25/11');
  expect(pointLabel('2026-11-05T08')).toBe('05/11 08:00');
});
