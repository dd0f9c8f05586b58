import { LRUCache } from 'lru-cache';

const WINDOW_MS = 15 * 60_000;
/** Failures of one account from one address. The account stays open from elsewhere, so that nobody locks others out. */
const PER_ACCOUNT_AND_ADDRESS = 8;
/** Failures from one address, whichever accounts: offices share an address, so more than one person mistypes. */
const PER_ADDRESS = 60;
const REMEMBERED = 50_000;

export interface Attempts {
  /** Seconds to wait before the next try; 0 when it may be made now. */
  wait(address: string, email: string, now: Date): number;
  failed(address: string, email: string, now: Date): void;
  succeeded(address: string, email: string): void;
}

interface Window {
  count: number;
  since: number;
}

/** Counts failed sign-ins of the last quarter of an hour, in the memory of this process. */
export function countAttempts(): Attempts {
  const windows = new LRUCache<string, Window>({ max: REMEMBERED });
  const keys = (address: string, email: string) => [
    { key: `${address} ${email}`, most: PER_ACCOUNT_AND_ADDRESS },
    { key: address, most: PER_ADDRESS },
  ];
  return {
    wait(address, email, now) {
      const waits = keys(address, email).map(({ key, most }) => {
        const window = windows.get(key);
        if (!window || window.count < most) return 0;
        return Math.ceil((window.since + WINDOW_MS - now.getTime()) / 1000);
      });
      return Math.max(0, ...waits);
    },
    failed(address, email, now) {
      for (const { key } of keys(address, email)) {
        const window = windows.get(key);
        const fresh = !window || window.since + WINDOW_MS <= now.getTime();
        windows.set(key, fresh ? { count: 1, since: now.getTime() } : { ...window, count: window.count + 1 });
      }
    },
    succeeded(address, email) {
      windows.delete(`${address} ${email}`);
    },
  };
}
