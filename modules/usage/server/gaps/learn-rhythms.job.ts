import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { addDays, dayIn } from '../days.ts';
import type { UsageTables } from '../tables.ts';
import { hourCounts } from './gaps.clickhouse.ts';
import { findGapsBetween, findWatchedSites, type GapRow, type WatchedSite } from './gaps.repo.ts';
import { learnRhythm, type Rhythm, zoneOffset } from './rhythm.ts';
import { saveRhythms } from './rhythms.repo.ts';

/** The last weeks that a rhythm is learned from. */
const WEEKS = 6;
const DAY_MS = 86_400_000;
/** Their hours are held in memory at once. */
const SITES_AT_ONCE = 50;
const HOUR_SECONDS = 3_600;

/** Each night, when the day before is whole. */
export const learnRhythmsJob = defineJob({
  name: 'usage.learn_rhythms',
  input: z.object({}),
  cron: '20 2 * * *',
  run: learnRhythms,
});

/** Learns the rhythm of every site that sends, from its last weeks up to its last hit, known interruptions left out. */
export async function learnRhythms(ctx: Context): Promise<void> {
  const { platform } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const now = platform.now();
  const from = new Date(now.getTime() - WEEKS * 7 * DAY_MS);
  const gaps = Map.groupBy(await findGapsBetween(db, from, now), ({ siteId }) => siteId);
  const sites = await findWatchedSites(db);
  for (let at = 0; at < sites.length; at += SITES_AT_ONCE) {
    const some = sites.slice(at, at + SITES_AT_ONCE);
    const counts = await platform.clickhouse.query(hourCounts, {
      sites: some.map(({ code }) => code),
      from: addDays(dayIn(from, 'UTC'), -1),
      to: addDays(dayIn(now, 'UTC'), 1),
    });
    const bySite = Map.groupBy(counts, ({ site }) => site);
    const learned = some.map((site) => ({
      siteId: site.id,
      rhythm: rhythmOf(site, bySite.get(site.code) ?? [], gaps.get(site.id) ?? [], from, now),
    }));
    await saveRhythms(db, now, learned);
  }
}

type Counts = { hour: number; people: number; hits: number; bots: number }[];

function rhythmOf(site: WatchedSite, counts: Counts, gaps: readonly GapRow[], from: Date, now: Date): Rhythm {
  const shift = zoneOffset(site.timeZone, now.getTime());
  const local = (at: Date) => at.getTime() + shift;
  // The silence that goes on says nothing of the rhythm, be it an interruption or not.
  const seen = {
    from: Math.max(local(from), local(site.firstHitAt)),
    to: local(site.lastHitAt < now ? site.lastHitAt : now),
  };
  return learnRhythm(
    counts.map(({ hour, people, hits, bots }) => {
      // Zones that are off by half an hour get their hours by the half in which they begin.
      return { hour: Math.floor((hour + shift / 1_000) / HOUR_SECONDS), people, hits, bots };
    }),
    seen,
    gaps.map(({ startedAt, endedAt }) => ({ from: local(startedAt), to: local(endedAt ?? now) })),
  );
}
