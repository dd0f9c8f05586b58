import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { pageOf, placeId, placeNumber, placeText, readCursor, writeCursor } from './paging.ts';

const shape = z.tuple([placeText, placeNumber, placeId]);

test('a place comes back as it was written', () => {
  const texts = fc.string({ unit: 'grapheme' }).filter((text) => placeText.safeParse(text).success);
  fc.assert(
    fc.property(texts, fc.maxSafeInteger(), fc.uuid({ version: 7 }), (...place) => {
      expect(readCursor(writeCursor(place), shape)).toEqual(place);
    }),
  );
});

test('what is no place of this list is named as bad input, whatever it is', () => {
  const bad = (cursor: string): void => {
    expect(() => readCursor(cursor, shape)).toThrow(expect.objectContaining({ code: 'platform.input_invalid' }));
  };
  fc.assert(fc.property(fc.string(), bad));
  const id = '0193f000-0000-7000-8000-000000000000';
  for (const place of [
    null,
    {},
    ['a'],
    ['a', 1, '------------------------------------'],
    ['a\0', 1, id],
    ['\ud800', 1, id],
    ['a', 1.5, id],
    ['a', 1e300, id],
  ])
    bad(writeCursor(place));
});

test('a page is cut after its limit, and only then there is a next', () => {
  expect(pageOf([1, 2, 3], 2, (row) => [row])).toEqual({ rows: [1, 2], next: writeCursor([2]) });
  expect(pageOf([1, 2], 2, (row) => [row])).toEqual({ rows: [1, 2], next: null });
  expect(pageOf([], 2, (row) => [row])).toEqual({ rows: [], next: null });
});
