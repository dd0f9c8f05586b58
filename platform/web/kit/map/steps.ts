/** Fewer than six colours, as on charts. */
const STEPS = 5;

/**
 * Upper ends of classes that hold alike many units each, for colouring; fewer where values repeat. Values must be given in
 * any order; null ones are left out.
 */
export function classEnds(values: readonly (number | null | undefined)[]): number[] {
  const sorted = values.filter((value) => typeof value === 'number').toSorted((a, b) => a - b);
  if (sorted.length === 0) return [];
  const ends = Array.from(
    { length: STEPS },
    (_, i) => sorted[Math.ceil(((i + 1) * sorted.length) / STEPS) - 1] as number,
  );
  return [...new Set(ends)];
}

/** The class of a value: 0 is the lowest. */
export function classOf(value: number, ends: readonly number[]): number {
  const at = ends.findIndex((end) => value <= end);
  return at === -1 ? ends.length - 1 : at;
}

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

interface Spot {
  id: string;
  x: number;
  y: number;
}

/** The nearest spot in the direction of the arrow; straight on is nearer than aside. */
export function nextSpot(spots: readonly Spot[], from: string, arrow: Arrow): string | null {
  const start = spots.find((spot) => spot.id === from);
  if (!start) return null;
  let best: { id: string; cost: number } | null = null;
  for (const spot of spots) {
    const [dx, dy] = [spot.x - start.x, spot.y - start.y];
    const [along, aside] =
      arrow === 'ArrowUp' ? [-dy, dx] : arrow === 'ArrowDown' ? [dy, dx] : arrow === 'ArrowLeft' ? [-dx, dy] : [dx, dy];
    if (along <= 0) continue;
    const cost = along + 2 * Math.abs(aside);
    if (!best || cost < best.cost) best = { id: spot.id, cost };
  }
  return best?.id ?? null;
}
