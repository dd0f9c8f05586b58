import type { Kysely } from 'kysely';
import type { Platform } from '#platform/server/platform.ts';
import type { SetAside } from '../collector/counts.ts';
import { dayIn } from '../days.ts';
import type { UsageTables } from '../tables.ts';
import { addSetAside } from './set-aside.repo.ts';

const EVERY_MS = 10_000;
export const ZONE = 'Asia/Ho_Chi_Minh';

/**
 * Brings what the collector refused or set apart into the database, so that every process can show it: one statement in
 * ten seconds, none when nothing was. A killed collector loses the counts of its last seconds, never a hit.
 */
export function startSetAsideRecorder(
  { db, log, now }: Pick<Platform, 'db' | 'log' | 'now'>,
  take: () => SetAside[],
  everyMs = EVERY_MS,
) {
  let kept: SetAside[] = [];
  let running: Promise<void> = Promise.resolve();

  async function record(): Promise<void> {
    const counted = [...kept, ...take()];
    kept = [];
    if (counted.length === 0) return;
    try {
      await addSetAside(db as Kysely<UsageTables>, dayIn(now(), ZONE), merge(counted));
    } catch (error) {
      log.warn({ err: error }, 'what was set apart could not be noted; it is tried again');
      kept = merge(counted);
    }
  }

  const flush = (): Promise<void> => {
    running = running.then(record);
    return running;
  };
  const timer = setInterval(() => void flush(), everyMs);
  timer.unref();
  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      await flush();
    },
  };
}

/** One entry a site and reason: a statement cannot add to one row twice. */
function merge(counted: readonly SetAside[]): SetAside[] {
  const groups = Map.groupBy(counted, ({ site, reason }) => `${site} ${reason}`);
  return [...groups.values()].map((group) => ({
    ...(group[0] as SetAside),
    count: group.reduce((sum, { count }) => sum + count, 0),
    lastAt: Math.max(...group.map(({ lastAt }) => lastAt)),
  }));
}
