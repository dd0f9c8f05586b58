import { expect, test } from 'vitest';
import { drawOutlines, type Outline } from './outlines.ts';

const box = (id: string, x: number, y: number, side = 0.1): Outline => ({
  id,
  polygons: [
    [
      [
        [x, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
        [x, y],
      ],
    ],
  ],
});

test('north is up, the frame holds all, and an archipelago far out is named', () => {
  const land = Array.from({ length: 20 }, (_, i) => box(`${i}`, 109 + (i % 4) * 0.1, 12 + Math.floor(i / 4) * 0.1));
  const { shapes, apart, width, height } = drawOutlines([...land, box('island', 114, 9)]);
  expect(apart).toEqual(['island']);
  expect(shapes).toHaveLength(20);
  const at = (id: string) => shapes.find((shape) => shape.id === id) ?? { x: -1, y: -1 };
  expect(at('16').y).toBeLessThan(at('0').y);
  expect(at('0').x).toBeLessThan(at('3').x);
  for (const { x, y } of shapes) expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
});

test('a path closes each ring', () => {
  const { shapes } = drawOutlines([box('a', 109, 12)]);
  expect(shapes[0]?.path).toMatch(/^M[\d. ]+(L[\d. ]+){3}Z$/);
});
