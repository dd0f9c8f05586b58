/** How long hits of an address are added up, and how many addresses are kept at most. */
const WINDOW_MS = 10_000;
const ADDRESSES = 100_000;

export interface RateCap {
  /** Counts hits of an address; false when it has sent too many in this window. */
  allows(address: string, hits: number, now: number): boolean;
}

/**
 * A cap on hits a second from one address, averaged over ten seconds. Memory is bounded: all counts are dropped at the
 * end of a window, and when there are too many addresses (a flood from everywhere is not one sender's fault).
 */
export function openRateCap(perSecond: number): RateCap {
  const counts = new Map<string, number>();
  const most = perSecond * (WINDOW_MS / 1000);
  let windowEnd = 0;
  return {
    allows(address, hits, now) {
      if (now >= windowEnd || counts.size >= ADDRESSES) {
        counts.clear();
        windowEnd = now + WINDOW_MS;
      }
      const count = (counts.get(address) ?? 0) + hits;
      counts.set(address, count);
      return count <= most;
    },
  };
}
