import type { Platform } from '#platform/server/platform.ts';
import type { Tree } from './agencies/tree.ts';
import type { NodeCalendar } from './calendar/calendar.ts';
import type { Rights } from './roles/rights.ts';

/** What one process keeps in memory of the directory. Any change of the directory, in any process, empties it. */
interface Cache {
  /** By day, the latest asked for last. */
  trees: Map<string, Promise<Tree>>;
  calendar: Promise<NodeCalendar> | null;
  rights: Map<string, { rights: Promise<Rights | null>; until: number }>;
}

/** Topic that every writing verb emits; live screens hear it too. */
export const CHANGED = 'directory.changed';

/** Somebody put another hat on: only rights are asked anew. */
export const RIGHTS_CHANGED = 'directory.rights_changed';

const caches = new WeakMap<Platform, Cache>();

export function cacheOf(platform: Platform): Cache {
  const known = caches.get(platform);
  if (known) return known;
  const fresh: Cache = { trees: new Map(), calendar: null, rights: new Map() };
  caches.set(platform, fresh);
  platform.events.listen(({ topic }) => {
    if (topic === CHANGED) forgetCache(platform);
    else if (topic === RIGHTS_CHANGED) fresh.rights.clear();
  });
  return fresh;
}

/** Called by a verb once its transaction stands: the process that wrote must see its own writes at once. */
export function forgetCache(platform: Platform): void {
  const cache = caches.get(platform);
  if (!cache) return;
  cache.trees.clear();
  cache.calendar = null;
  cache.rights.clear();
}

/** As {@link forgetCache}, for who has only changed a hat. */
export function forgetRights(platform: Platform): void {
  caches.get(platform)?.rights.clear();
}
