import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countPoints, type Point, type Polygon, simplify } from './simplify.ts';

const close = (points: Point[]): Point[] => [...points, points[0] as Point];
const square = (x: number, y: number, side: number) =>
  close([
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ]);

test('points on a line go, corners stay, and a ring stays closed', () => {
  const dense: Point[] = [];
  for (let i = 0; i < 100; i++) dense.push([109 + i / 100, 12]);
  for (let i = 0; i < 100; i++) dense.push([110, 12 + i / 100]);
  for (let i = 0; i < 100; i++) dense.push([110 - i / 100, 13 - i / 100]);
  const [[ring]] = simplify([[close(dense)]]) as [[Point[]]];
  expect(ring).toHaveLength(4);
  expect(ring[0]).toEqual(ring.at(-1));
});

test('islets and holes below the tolerance vanish, the only one never', () => {
  const islet = [square(109, 12, 0.0001)];
  expect(simplify([islet])).toHaveLength(1);
  const land = [square(109, 12, 1), square(109.5, 12.5, 0.0001), square(109.2, 12.2, 0.1)];
  const kept = simplify([islet, land]);
  expect(kept).toHaveLength(1);
  expect(kept[0]).toHaveLength(2);
});

test('no kept line is farther from a given point than the tolerance', () => {
  const rings = fc
    .array(fc.tuple(fc.double({ min: 108, max: 110, noNaN: true }), fc.double({ min: 11, max: 13, noNaN: true })), {
      minLength: 4,
      maxLength: 60,
    })
    .map((points): Polygon => [close(points)]);
  fc.assert(
    fc.property(rings, (polygon) => {
      const [kept] = simplify([polygon], 0.05);
      if (!kept || countPoints([kept]) === countPoints([polygon])) return;
      for (const point of polygon[0] ?? []) {
        const ring = kept[0] ?? [];
        const nearest = Math.min(...ring.slice(1).map((end, i) => distance(point, ring[i] as Point, end)));
        expect(nearest).toBeLessThan(0.0503);
      }
    }),
  );
});

/** Douglas and Peucker measure to the line; to the piece of it, a point is as near or farther along the ring's course. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs(dx * (ay - y) - (ax - x) * dy) / length;
}
