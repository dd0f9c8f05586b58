/**
 * Counts that are too small to be told become null. Where the sum of all is told as well, one single hidden count could be
 * worked out from it: then the next smallest is hidden too. A zero is no one, and stays.
 */
export function suppress(counts: readonly number[], smallest: number): (number | null)[] {
  const hidden = new Set(counts.flatMap((count, index) => (isSmall(count, smallest) ? [index] : [])));
  if (hidden.size === 1) {
    const next = counts
      .map((count, index) => ({ count, index }))
      .filter(({ count, index }) => count > 0 && !hidden.has(index))
      .toSorted((a, b) => a.count - b.count)[0];
    if (next) hidden.add(next.index);
  }
  return counts.map((count, index) => (hidden.has(index) ? null : count));
}

export const tell = (count: number, smallest: number): number | null => (isSmall(count, smallest) ? null : count);

function isSmall(count: number, smallest: number): boolean {
  return count > 0 && count < smallest;
}
