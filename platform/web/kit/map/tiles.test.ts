import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layTiles } from './tiles.ts';

const places = fc.array(
  fc.record({
    longitude: fc.double({ min: 102, max: 117, noNaN: true }),
    latitude: fc.double({ min: 7, max: 24, noNaN: true }),
  }),
  { maxLength: 120 },
);

test('every place has a tile of its own, the same each time', () => {
  fc.assert(
    fc.property(places, (given) => {
      const all = given.map((place, i) => ({ id: `p${i}`, ...place }));
      const tiles = layTiles(all);
      expect(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size).toBe(all.length);
      expect(tiles.every(({ column, row }) => column >= 0 && row >= 0)).toBe(true);
      expect(layTiles(all)).toEqual(tiles);
    }),
  );
});

test('north is up and east is right, and far islands do not shrink the land', () => {
  const land = Array.from({ length: 36 }, (_, i) => ({
    id: `${Math.floor(i / 6)} ${i % 6}`,
    latitude: 12.6 - Math.floor(i / 6) * 0.1,
    longitude: 108.8 + (i % 6) * 0.1,
  }));
  const tiles = layTiles([...land, { id: 'island', latitude: 8.6, longitude: 112 }]);
  const at = (id: string) => tiles.find((tile) => tile.id === id) ?? { column: -1, row: -1 };
  expect(at('0 0').row).toBeLessThan(at('5 0').row);
  expect(at('0 0').column).toBeLessThan(at('0 5').column);
  expect(at('island').row).toBeGreaterThan(at('2 5').row);
  expect(at('island').column).toBeGreaterThan(at('5 0').column);
  expect(Math.max(...tiles.map((tile) => tile.column))).toBeLessThan(16);
});

test('one place, and many on one spot', () => {
  expect(layTiles([{ id: 'a', longitude: 109, latitude: 12 }])).toEqual([{ id: 'a', column: 0, row: 0 }]);
  const same = Array.from({ length: 9 }, (_, i) => ({ id: `${i}`, longitude: 109, latitude: 12 }));
  expect(new Set(layTiles(same).map(({ column, row }) => `${column} ${row}`)).size).toBe(9);
});
