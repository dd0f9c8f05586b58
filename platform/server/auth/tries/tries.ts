import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { platformErrors } from '../../../errors.ts';
import type { Platform } from '../../platform.ts';
import type { AuthTables } from '../tables.ts';
import { networkOf } from './network.ts';
import { countKey, forgiveKeys, uncountKeys } from './tries.repo.ts';

export const WINDOW_MS = 15 * 60_000;

/** Who tries, at what. `device`: the nonce of a device that has signed in to this very account before. */
export interface Trier {
  /** `password`, `code`, `reset`: each is counted for itself. */
  act: string;
  address: string;
  /** The account as it was typed: nobody has looked yet whether there is one. */
  account: string;
  device: string | null;
}

interface Limit {
  key: string;
  most: number;
  /** Shared by people who have nothing to do with each other: a success of one forgives only its own try. */
  shared?: true;
}

/*
 * OWASP "device cookies": a device on which this account has signed in before is counted for itself alone. Whoever
 * guesses from elsewhere, with however many machines, can never make it wait. Other devices are counted by account and
 * network; by network (offices share one); and by account over all networks, against a crowd of machines.
 */
function limitsOf({ act, address, account, device }: Trier): readonly Limit[] {
  if (device !== null) return [{ key: `${act} device ${device} ${account}`, most: 8 }];
  const network = networkOf(address);
  return [
    { key: `${act} pair ${network} ${account}`, most: 8 },
    { key: `${act} network ${network}`, most: 60, shared: true },
    { key: `${act} account ${account}`, most: 120, shared: true },
  ];
}

export interface Try {
  /** It was a good one: its count is forgotten. */
  succeeded(): Promise<void>;
}

/** Counts a try, before it is judged. @throws platform.too_many_requests with the seconds to wait */
export async function beginTry({ db, now }: Pick<Platform, 'db' | 'now'>, trier: Trier): Promise<Try> {
  const tries = db as Kysely<AuthTables>;
  const at = now();
  const limits = limitsOf(trier).map((limit) => ({ ...limit, hash: createHash('sha256').update(limit.key).digest() }));
  let wait = 0;
  for (const { hash, most } of limits.toSorted((a, b) => a.hash.compare(b.hash))) {
    const { count, since } = await countKey(tries, hash, at, new Date(at.getTime() - WINDOW_MS));
    if (count > most) wait = Math.max(wait, Math.ceil((since.getTime() + WINDOW_MS - at.getTime()) / 1000));
  }
  if (wait > 0) throw platformErrors.fail('platform.too_many_requests', { detail: `Try again in ${wait} seconds.` });
  const hashes = (shared: boolean) => limits.filter((limit) => !!limit.shared === shared).map(({ hash }) => hash);
  return {
    async succeeded() {
      await forgiveKeys(tries, hashes(false));
      if (hashes(true).length > 0) await uncountKeys(tries, hashes(true));
    },
  };
}
