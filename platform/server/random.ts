/** Numbers from a fixed seed, so that the sample is the same on every machine (mulberry32). */
export interface Random {
  /** 0 ≤ value < 1. */
  next(): number;
  /** A whole number from 0 to `below - 1`. */
  int(below: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of these, as often as its weight says. */
  weighted<T>(choices: Weighted<T>): T;
  /** 64 bits, decimal. */
  id(): string;
}

/** Choices with the sums of their weights, made once. */
export interface Weighted<T> {
  values: readonly T[];
  sums: readonly number[];
}

export function weights<T>(entries: readonly (readonly [T, number])[]): Weighted<T> {
  let sum = 0;
  return { values: entries.map(([value]) => value), sums: entries.map(([, weight]) => (sum += weight)) };
}

/** Zipf's law: the first is seen twice as often as the second, three times as often as the third. */
export function zipf<T>(values: readonly T[], steepness = 1): Weighted<T> {
  return weights(values.map((value, index) => [value, 1 / (index + 1) ** steepness] as const));
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const bits = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const next = () => bits() / 4_294_967_296;
  const int = (below: number) => Math.floor(next() * below);
  return {
    next,
    int,
    chance: (share) => next() < share,
    pick: <T>(list: readonly T[]) => list[int(list.length)] as T,
    weighted<T>({ values, sums }: Weighted<T>) {
      const wanted = next() * (sums.at(-1) ?? 0);
      let low = 0;
      for (let high = sums.length - 1; low < high; ) {
        const middle = (low + high) >> 1;
        if ((sums[middle] ?? 0) > wanted) high = middle;
        else low = middle + 1;
      }
      return values[low] as T;
    },
    id: () => ((BigInt(bits()) << 32n) | BigInt(bits())).toString(),
  };
}
