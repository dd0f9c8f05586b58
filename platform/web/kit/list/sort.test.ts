import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Column } from '../props.ts';
import { nextSort, readSort, sortRows } from './sort.ts';

type Row = { value: string | number | null };
const column: Column<Row> = { key: 'value', title: 'Giá trị', value: (row) => row.value };
const sorted = (values: Row['value'][], down = false) =>
  sortRows(
    values.map((value) => ({ value })),
    column,
    down,
  ).map((row) => row.value);

test('Vietnamese letters stand in the order of the alphabet', () => {
  expect(sorted(['Đà Nẵng', 'Ea Súp', 'Cam Ranh', 'Ân Thi', 'An Giang', 'Ăn'])).toEqual([
    'An Giang',
    'Ăn',
    'Ân Thi',
    'Cam Ranh',
    'Đà Nẵng',
    'Ea Súp',
  ]);
});

test('what has no value stands last, up and down', () => {
  expect(sorted([null, 2, 1])).toEqual([1, 2, null]);
  expect(sorted([null, 1, 2], true)).toEqual([2, 1, null]);
});

test('nothing is lost or made by sorting', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer())), fc.boolean(), (values, down) => {
      expect(sorted(values, down).map(String).sort()).toEqual(values.map(String).sort());
    }),
  );
});

test('three clicks lead back', () => {
  expect(nextSort(null, 'name', false)).toBe('name');
  expect(nextSort(readSort('name'), 'name', false)).toBe('-name');
  expect(nextSort(readSort('-name'), 'name', false)).toBe('');
  expect(nextSort(readSort('name'), 'visits', true)).toBe('-visits');
});
