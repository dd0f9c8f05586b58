import { expect, test } from 'vitest';
import { filtersOf, isSame } from './filters.ts';

test('a view keeps filters and order, not what is open', () => {
  expect(filtersOf({ q: 'y te', open: '7', sort: '-name', agency: '' })).toEqual({ q: 'y te', sort: '-name' });
});

test('views are compared as wholes', () => {
  expect(isSame({ q: 'a' }, { q: 'a' })).toBe(true);
  expect(isSame({ q: 'a' }, { q: 'a', sort: 'name' })).toBe(false);
  expect(isSame({}, { q: 'a' })).toBe(false);
});
