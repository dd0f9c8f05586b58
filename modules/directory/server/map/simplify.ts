export type Point = readonly [longitude: number, latitude: number];
export type Ring = readonly Point[];
/** An outer ring and its holes. */
export type Polygon = readonly Ring[];

/** Some 45 metres: finer than a screen shows of a province. */
export const TOLERANCE = 0.0004;
/** Eleven metres. */
const DECIMALS = 4;

/** Polygons with the points that matter at this tolerance (degrees). Islands below it vanish, but never the largest. */
export function simplify(polygons: readonly Polygon[], tolerance = TOLERANCE): Polygon[] {
  const kept = polygons.map((rings) => rings.map((ring) => thin(ring, tolerance)));
  const seen = kept
    .filter(([outer]) => outer !== undefined && area(outer) > tolerance * tolerance)
    .map(([outer, ...holes]) => [outer as Ring, ...holes.filter((hole) => area(hole) > tolerance * tolerance)]);
  if (seen.length > 0) return seen;
  const [largest] = polygons.toSorted((a, b) => area(b[0] ?? []) - area(a[0] ?? []));
  return largest?.[0] ? [[largest[0].map(round)]] : [];
}

/** Douglas and Peucker, without recursion: a coast has a hundred thousand points. */
function thin(ring: Ring, tolerance: number): Ring {
  const keep = new Uint8Array(ring.length);
  keep[0] = 1;
  keep[ring.length - 1] = 1;
  // A ring begins where it ends; the point farthest from there gives the first line.
  const far = farthest(ring, 0, ring.length - 1).index;
  keep[far] = 1;
  const open: [number, number][] = [
    [0, far],
    [far, ring.length - 1],
  ];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const [start, end] = part;
    const { index, distance } = farthest(ring, start, end);
    if (distance <= tolerance) continue;
    keep[index] = 1;
    open.push([start, index], [index, end]);
  }
  return ring.filter((_, index) => keep[index] === 1).map(round);
}

function farthest(ring: Ring, start: number, end: number): { index: number; distance: number } {
  const [a, b] = [ring[start] as Point, ring[end] as Point];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy);
  let best = { index: start, distance: -1 };
  for (let index = start + 1; index < end; index++) {
    const [x, y] = ring[index] as Point;
    const distance =
      length === 0 ? Math.hypot(x - a[0], y - a[1]) : Math.abs(dx * (a[1] - y) - (a[0] - x) * dy) / length;
    if (distance > best.distance) best = { index, distance };
  }
  return best;
}

function round([x, y]: Point): Point {
  const factor = 10 ** DECIMALS;
  return [Math.round(x * factor) / factor, Math.round(y * factor) / factor];
}

/** In square degrees; without sign. */
function area(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [[x1, y1], [x2, y2]] = [ring[i] as Point, ring[i + 1] as Point];
    sum += x1 * y2 - x2 * y1;
  }
  return Math.abs(sum) / 2;
}

export function countPoints(polygons: readonly Polygon[]): number {
  return polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
}
