import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suppress } from './suppress.ts';

test('no small count is told, and no hidden one follows from the sum of all', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200), { maxLength: 30 }), fc.integer({ min: 1, max: 50 }), (counts, smallest) => {
      const told = suppress(counts, smallest);
      for (const [index, count] of told.entries()) {
        if (count === null) continue;
        expect(count).toBe(counts[index]);
        expect(count === 0 || count >= smallest).toBe(true);
      }
      const hidden = told.filter((count) => count === null).length;
      const others = counts.filter((count) => count > 0).length;
      if (hidden > 0 && others > 1) expect(hidden).toBeGreaterThan(1);
    }),
  );
});

test('large counts and zeros stay as they are', () => {
  expect(suppress([0, 10, 500], 10)).toEqual([0, 10, 500]);
  expect(suppress([3, 12, 500], 10)).toEqual([null, null, 500]);
});
