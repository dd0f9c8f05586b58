/** Rings of longitude and latitude. */
export type Polygons = readonly (readonly (readonly (readonly [number, number])[])[])[];

export interface Outline {
  id: string;
  polygons: Polygons;
}

export interface Drawn {
  id: string;
  /** `d` of an SVG path. */
  path: string;
  /** The middle of its largest part, for labels and for going from one to the next. */
  x: number;
  y: number;
}

export interface Drawing {
  width: number;
  height: number;
  shapes: Drawn[];
  /** Units that lie too far out for the frame; they stand as tiles in its corner. */
  apart: string[];
}

const WIDTH = 600;
const MAX_HEIGHT = 760;
/** A unit whose middle is farther from the others than this many of their middle spans lies apart. */
const APART = 1.6;

/** Flattens outlines to one frame, north up. What lies far out is left out of the frame and named. */
export function drawOutlines(outlines: readonly Outline[]): Drawing {
  const middles = outlines.map(({ polygons }) => middleOf(polygons));
  const [xs, ys] = [spread(middles.map(([x]) => x)), spread(middles.map(([, y]) => y))];
  const near = outlines.filter((_, i) => {
    const [x, y] = middles[i] as [number, number];
    return Math.abs(x - xs.middle) <= xs.span * APART && Math.abs(y - ys.middle) <= ys.span * APART;
  });
  const inFrame = new Set(near.map(({ id }) => id));
  const apart = outlines.flatMap(({ id }) => (inFrame.has(id) ? [] : [id]));
  const shrink = Math.cos((ys.middle * Math.PI) / 180);
  const box = boxOf(near);
  const scale = Math.min(WIDTH / ((box.east - box.west) * shrink || 1), MAX_HEIGHT / (box.north - box.south || 1));
  const place = ([x, y]: readonly [number, number]) =>
    [(x - box.west) * shrink * scale, (box.north - y) * scale] as const;
  const shapes = near.map(({ id, polygons }) => {
    const [x, y] = place(middleOf(polygons));
    return { id, path: pathOf(polygons, place), x, y };
  });
  return {
    width: Math.round((box.east - box.west) * shrink * scale),
    height: Math.round((box.north - box.south) * scale),
    shapes,
    apart,
  };
}

function pathOf(polygons: Polygons, place: (point: readonly [number, number]) => readonly [number, number]): string {
  return polygons
    .flat()
    .map((ring) => {
      const points = ring.slice(0, -1).map((point) =>
        place(point)
          .map((value) => value.toFixed(1))
          .join(' '),
      );
      return `M${points.join('L')}Z`;
    })
    .join('');
}

/** The mean of the corners of the ring with most of them; near enough to point at. */
function middleOf(polygons: Polygons): [number, number] {
  const [ring = []] = polygons.map(([outer = []]) => outer).toSorted((a, b) => extent(b) - extent(a));
  const sum = ring.reduce<[number, number]>(([x, y], [px, py]) => [x + px, y + py], [0, 0]);
  return [sum[0] / (ring.length || 1), sum[1] / (ring.length || 1)];
}

function extent(ring: readonly (readonly [number, number])[]): number {
  const { west, east, south, north } = boxOf([{ id: '', polygons: [[ring]] }]);
  return (east - west) * (north - south);
}

function boxOf(outlines: readonly Outline[]) {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const { polygons } of outlines) {
    for (const [x, y] of polygons.flat(2)) {
      box.west = Math.min(box.west, x);
      box.east = Math.max(box.east, x);
      box.south = Math.min(box.south, y);
      box.north = Math.max(box.north, y);
    }
  }
  return box;
}

/** The middle and the span of the middle eight tenths. */
function spread(values: readonly number[]): { middle: number; span: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.round((sorted.length - 1) * part)] ?? 0;
  return { middle: at(0.5), span: at(0.9) - at(0.1) || 1 };
}
