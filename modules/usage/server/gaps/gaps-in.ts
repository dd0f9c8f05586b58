import type { Kysely } from 'kysely';
import type { Platform } from '#platform/server/platform.ts';
import type { ReportPeriod } from '../../contract.ts';
import { addDays } from '../days.ts';
import type { UsageTables } from '../tables.ts';
import { findGapsOf } from './gaps.repo.ts';
import { judgeSite } from './judge-site.ts';
import { findRhythms } from './rhythms.repo.ts';

/** An interruption as far as it lies within a period. */
export interface GapInPeriod {
  site: number;
  /** When it began and ended, also outside the period; `endedAt` null while it goes on. */
  startedAt: Date;
  endedAt: Date | null;
  /** Of the period, up to now. */
  seconds: number;
  /** Hits missed within the period: an estimate by the site's rhythm of today; null where it has none. */
  missedHits: number | null;
}

/** Việt Nam has no summer time. */
const ZONE_HOURS = '+07:00';

/** The instants between which the days of a period lie, in Asia/Ho_Chi_Minh. */
export function instantsOf({ from, to }: ReportPeriod): { from: Date; to: Date } {
  return { from: new Date(`${from}T00:00:00${ZONE_HOURS}`), to: new Date(`${addDays(to, 1)}T00:00:00${ZONE_HOURS}`) };
}

/**
 * The interruptions of these sites in a period, oldest first, for evaluations. Those that hits filled later are left out.
 * Asks nobody's rights: the caller has done so for the sites.
 */
export async function gapsIn(
  platform: Platform,
  codes: readonly number[],
  period: ReportPeriod,
): Promise<GapInPeriod[]> {
  const db = platform.db as Kysely<UsageTables>;
  const now = platform.now();
  const span = instantsOf(period);
  const gaps = await findGapsOf(db, codes, span.from, span.to < now ? span.to : now);
  const rhythms = await findRhythms(
    db,
    gaps.map(({ siteId }) => siteId),
  );
  return gaps.map(({ code, siteId, timeZone, startedAt, endedAt, missedHits, basis }) => {
    const from = new Date(Math.max(startedAt.getTime(), span.from.getTime()));
    const to = new Date(Math.min((endedAt ?? now).getTime(), span.to.getTime(), now.getTime()));
    const whole = endedAt !== null && from.getTime() === startedAt.getTime() && to.getTime() === endedAt.getTime();
    const missed =
      whole || basis === 'day' ? missedHits : judgeSite(timeZone, from, to, rhythms.get(siteId)).missedHits;
    return {
      site: code,
      startedAt,
      endedAt,
      seconds: Math.max(0, Math.round((to.getTime() - from.getTime()) / 1_000)),
      missedHits: missed === null ? null : Math.round(missed),
    };
  });
}
