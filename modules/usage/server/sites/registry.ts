import type { Kysely } from 'kysely';
import type { Platform } from '#platform/server/platform.ts';
import { type CollectedSite, DEFAULT_SEARCH_PARAMETERS, type SiteRegistry } from '../collector/sites.ts';
import { addDays, dayIn } from '../days.ts';
import type { UsageTables } from '../tables.ts';
import { findRegisteredSites } from './registry.repo.ts';
import { REGISTRY_TOPIC } from './registry-topic.ts';
import { findSalts, insertMissingSalts } from './salts.repo.ts';

/** Also without any event, so that salts of tomorrow come in time and a lost event is made up for. */
const REFRESH_MS = 60_000;
/** A salt is destroyed after this many days. */
export const SALT_DAYS = 5;

export interface OpenRegistry extends SiteRegistry {
  /** Reads anew; fails when the database is away. What was read before stays then. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/**
 * All sites and the salts of these days, in memory. Read at start, with each change of a site, and every minute. While the
 * database is away the last reading serves: hits go on being taken until the prepared salts run out, a day ahead at least.
 */
export async function openSiteRegistry(platform: Platform): Promise<OpenRegistry> {
  const db = platform.db as Kysely<UsageTables>;
  let sites = new Map<number, CollectedSite>();
  let salts = new Map<string, Buffer>();
  let closed = false;
  let running: Promise<void> | null = null;
  let again: Promise<void> | null = null;

  async function read(): Promise<void> {
    const rows = await findRegisteredSites(db);
    const next = new Map<number, CollectedSite>();
    for (const row of rows) next.set(row.code, unchangedOr(sites.get(row.code), collected(row)));
    sites = next;
    const today = platform.now();
    const wanted = [...next.values()]
      .filter((site) => site.state === 'open')
      .flatMap((site) => daysAround(site, today));
    const known = await readSalts();
    const missing = wanted.filter(({ code, day }) => !known.has(`${code} ${day}`));
    if (missing.length > 0) await insertMissingSalts(db, missing);
    salts = missing.length > 0 ? await readSalts() : known;
  }

  async function readSalts(): Promise<Map<string, Buffer>> {
    const rows = await findSalts(db, addDays(dayIn(platform.now(), 'UTC'), -SALT_DAYS));
    return new Map(rows.map(({ code, day, salt }) => [`${code} ${day}`, salt]));
  }

  /** One reading at a time; a wish that comes during one is met by the next, which sees what it was for. */
  function refresh(): Promise<void> {
    if (running === null) {
      running = read().finally(() => {
        running = null;
      });
      return running;
    }
    again ??= running
      .catch(() => {})
      .then(() => {
        again = null;
        return refresh();
      });
    return again;
  }

  function refreshSoon(): void {
    if (closed) return;
    refresh().catch((error) =>
      platform.log.warn({ err: error }, 'the site registry could not be read; the last one serves'),
    );
  }

  await refresh();
  const unlisten = platform.events.listen(({ topic }) => {
    if (topic === REGISTRY_TOPIC) refreshSoon();
  });
  const timer = setInterval(refreshSoon, REFRESH_MS);
  timer.unref();
  return {
    find: (code) => sites.get(code),
    saltOf: (code, day) => salts.get(`${code} ${day}`),
    // Keys of programs only read: nobody may claim another time or address.
    acceptsToken: () => false,
    refresh,
    async close() {
      closed = true;
      clearInterval(timer);
      unlisten();
      await running?.catch(() => {});
    },
  };
}

function daysAround(site: CollectedSite, now: Date) {
  const today = dayIn(now, site.timeZone);
  return [-1, 0, 1].map((step) => ({ code: site.code, day: addDays(today, step) }));
}

function collected(row: Awaited<ReturnType<typeof findRegisteredSites>>[number]): CollectedSite {
  return {
    code: row.code,
    state: row.state === 'closed' ? 'closed' : 'open',
    // The collector compares names without port.
    domains: row.domains.map((domain) => domain.replace(/:\d+$/, '')),
    anyHost: false,
    timeZone: row.timeZone,
    keepFragment: false,
    excludedParameters: [],
    searchParameters: DEFAULT_SEARCH_PARAMETERS,
    searchCategoryParameters: [],
  };
}

/** The same object as long as the site is the same: the collector hangs its tables on it. */
function unchangedOr(before: CollectedSite | undefined, now: CollectedSite): CollectedSite {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
