export interface Place {
  id: string;
  longitude: number;
  latitude: number;
}

export interface Tile {
  id: string;
  column: number;
  row: number;
}

/** Part of the tiles of the frame that are taken: room enough that neighbours stay neighbours. */
const FILL = 0.8;
/** Places farther out than this many middle spans are pulled to the edge: an archipelago must not shrink the land. */
const REACH = 0.25;

/**
 * A tile for each place, so that small and large units are seen alike. Each takes the free tile nearest to where it lies,
 * the middle of the crowd first. Same places, same tiles.
 */
export function layTiles(places: readonly Place[]): Tile[] {
  if (places.length === 0) return [];
  const latitude = median(places.map((place) => place.latitude));
  // A degree of longitude is shorter than one of latitude, the more so the farther north.
  const shrink = Math.cos((latitude * Math.PI) / 180);
  const points = places.map(({ id, longitude, latitude: north }) => ({ id, x: longitude * shrink, y: -north }));
  const [xs, ys] = [frameOf(points.map(({ x }) => x)), frameOf(points.map(({ y }) => y))];
  const cell = Math.sqrt(((xs.to - xs.from) * (ys.to - ys.from) * FILL) / places.length) || 1;
  const wanted = points.map(({ id, x, y }) => ({
    id,
    column: (clamp(x, xs) - xs.from) / cell,
    row: (clamp(y, ys) - ys.from) / cell,
  }));
  const [middleColumn, middleRow] = [median(wanted.map((one) => one.column)), median(wanted.map((one) => one.row))];
  const fromMiddle = (one: { column: number; row: number }) =>
    Math.hypot(one.column - middleColumn, one.row - middleRow);
  const taken = new Set<string>();
  const tiles = wanted
    .toSorted((a, b) => fromMiddle(a) - fromMiddle(b) || (a.id < b.id ? -1 : 1))
    .map((one) => ({ id: one.id, ...nearestFree(one, taken) }));
  const [left, top] = [Math.min(...tiles.map((tile) => tile.column)), Math.min(...tiles.map((tile) => tile.row))];
  return tiles.map(({ id, column, row }) => ({ id, column: column - left, row: row - top }));
}

interface Frame {
  from: number;
  to: number;
}

/** The middle eight tenths of the values with a margin, and no more than all of them. */
function frameOf(values: readonly number[]): Frame {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.round((sorted.length - 1) * part)] as number;
  const [low, high] = [at(0.1), at(0.9)];
  const margin = (high - low) * REACH || 0.01;
  return { from: Math.max(at(0), low - margin), to: Math.min(at(1), high + margin) || low + 0.01 };
}

function clamp(value: number, { from, to }: Frame): number {
  return Math.min(to, Math.max(from, value));
}

function nearestFree(wanted: { column: number; row: number }, taken: Set<string>): { column: number; row: number } {
  const [homeColumn, homeRow] = [Math.round(wanted.column), Math.round(wanted.row)];
  let best: { column: number; row: number; distance: number } | null = null;
  // A ring farther out can only hold a nearer tile as long as its inner edge is nearer than the best one found.
  for (let radius = 0; best === null || radius - 1 < best.distance; radius++) {
    for (const [column, row] of ringAround(homeColumn, homeRow, radius)) {
      if (taken.has(`${column} ${row}`)) continue;
      const distance = Math.hypot(column - wanted.column, row - wanted.row);
      if (best === null || distance < best.distance) best = { column, row, distance };
    }
  }
  taken.add(`${best.column} ${best.row}`);
  return { column: best.column, row: best.row };
}

function* ringAround(column: number, row: number, radius: number): Generator<[number, number]> {
  if (radius === 0) yield [column, row];
  for (let step = -radius; step < radius; step++) {
    yield [column + step, row - radius];
    yield [column + radius, row + step];
    yield [column - step, row + radius];
    yield [column - radius, row - step];
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
