import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classEnds, classOf, nextSpot } from './steps.ts';

test('classes hold alike many, and equal values stand in one', () => {
  expect(classEnds([])).toEqual([]);
  expect(classEnds([null, 7, undefined])).toEqual([7]);
  expect(classEnds([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toEqual([2, 4, 6, 8, 10]);
  expect(classEnds([0, 0, 0, 0, 0, 9])).toEqual([0, 9]);
});

test('every value has a class, and higher values no lower one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const ends = classEnds(values);
      const classes = values.toSorted((a, b) => a - b).map((value) => classOf(value, ends));
      expect(classes.every((one) => one >= 0 && one < ends.length)).toBe(true);
      expect(classes).toEqual(classes.toSorted((a, b) => a - b));
    }),
  );
});

test('arrows go to the neighbour in their direction', () => {
  const spots = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ id: `${column} ${row}`, x: column, y: row })));
  expect(nextSpot(spots, '1 1', 'ArrowUp')).toBe('1 0');
  expect(nextSpot(spots, '1 1', 'ArrowRight')).toBe('2 1');
  expect(nextSpot(spots, '0 0', 'ArrowLeft')).toBeNull();
  expect(nextSpot(spots, 'nowhere', 'ArrowUp')).toBeNull();
});
