import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { markSite } from '../activity/mark-site.ts';
import type { UsageTables } from '../tables.ts';
import { type MailItem, mailOwners } from '../tell/mail-owners.ts';
import { findOpenGap, findOpenSites, findWatchedSites, type WatchedSite } from './gaps.repo.ts';
import { judgeSite } from './judge-site.ts';
import { openGap } from './open-gap.ts';
import { findRhythms } from './rhythms.repo.ts';
import { gapMail } from './tell-gap.ts';

/** From so many sites on, silence of all at once is this node's own: then it is judged up to the newest hit of any. */
const SITES_TO_COMPARE = 5;

/** The regulator asks for no gaps (5901/BTTTT-CĐSQG): sites that fell silent against their rhythm are found soon. */
export const findGapsJob = defineJob({
  name: 'usage.find_gaps',
  input: z.object({}),
  cron: '*/10 * * * *',
  run: findGaps,
});

/** Opens interruptions of sites that are silent though their rhythm expects people, and ends those of sites that send again. */
export async function findGaps(ctx: Context): Promise<void> {
  const { platform } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const sites = await findWatchedSites(db);
  const rhythms = await findRhythms(
    db,
    sites.map(({ id }) => id),
  );
  const open = await findOpenSites(db);
  const until = judgedUntil(sites, platform.now());
  const mails: MailItem[] = [];
  for (const site of sites) {
    if (open.has(site.id)) {
      if (site.state === 'interrupted') await markSite(ctx, site.code, 'receiving');
      continue;
    }
    if (site.lastHitAt >= until) continue;
    const { isGap, basis } = judgeSite(site.timeZone, site.lastHitAt, until, rhythms.get(site.id));
    // One that was marked before there were records of it gets its record.
    if (!isGap && site.state === 'receiving') continue;
    await openGap(ctx, site.code, site.lastHitAt, isGap ? basis : 'day');
    const gap = await findOpenGap(db, site.id);
    if (gap && site.state === 'receiving') mails.push(gapMail(site, gap));
  }
  if (mails.length > 0) await mailOwners(ctx, mails, '/interruptions?state=open');
}

function judgedUntil(sites: readonly WatchedSite[], now: Date): Date {
  if (sites.length < SITES_TO_COMPARE) return now;
  const newest = Math.max(...sites.map(({ lastHitAt }) => lastHitAt.getTime()));
  return newest > now.getTime() ? now : new Date(newest);
}
