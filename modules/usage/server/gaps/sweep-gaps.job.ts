import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { BOARD_TOPIC } from '../../contract.ts';
import { addDays, dayIn } from '../days.ts';
import type { UsageTables } from '../tables.ts';
import { silences, stretchesWithHits } from './gaps.clickhouse.ts';
import {
  fillGaps,
  findGapsBetween,
  findWatchedSites,
  type Gap,
  type GapRow,
  insertGaps,
  type WatchedSite,
} from './gaps.repo.ts';
import { judgeSite } from './judge-site.ts';
import { SHORTEST_MS } from './rhythm.ts';
import { findRhythms } from './rhythms.repo.ts';
import { tellGap } from './tell-gap.ts';

const DAYS = 3;
/** So far back hits may still fill a gap. */
const FILLED_DAYS = 92;
const DAY_MS = 86_400_000;

/** Finds what no run of {@link findGapsJob} saw: silences while this node was away, and gaps that late hits have filled. */
export const sweepGapsJob = defineJob({
  name: 'usage.sweep_gaps',
  input: z.object({}),
  cron: '25 * * * *',
  run: (ctx) => sweepGaps(ctx, DAYS),
});

/** Looks at the silences of the last days anew, hit by hit. `tell`: whether owners hear of what is found. */
export async function sweepGaps(ctx: Context, days: number, tell = true): Promise<void> {
  requirePermission(ctx, 'usage.site.write');
  const { platform } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const now = platform.now();
  const filled = await findFilled(ctx, await findGapsBetween(db, new Date(now.getTime() - FILLED_DAYS * DAY_MS), now));
  const oldest = Math.min(now.getTime() - days * DAY_MS, ...filled.map(({ startedAt }) => startedAt.getTime()));
  const from = new Date(oldest);
  const filledIds = new Set(filled.map(({ id }) => id));
  const known = (await findGapsBetween(db, from, now)).filter(({ id }) => !filledIds.has(id));
  const found = await findUnseen(ctx, from, known);
  if (filled.length === 0 && found.length === 0) return;
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    if (filled.length > 0) await fillGaps(trx, [...filledIds], now);
    await insertGaps(
      trx,
      found.map(({ gap }) => gap),
    );
    auditGaps(tx, filled, found, now);
    if (tell) for (const { site, gap } of found) await tellGap(ctx, tx, site, gap);
    tx.emit({ topic: BOARD_TOPIC });
  });
}

/** Ended interruptions within which hits lie by now. */
async function findFilled({ platform }: Context, gaps: readonly GapRow[]): Promise<GapRow[]> {
  const ended = gaps.filter((gap): gap is GapRow & { endedAt: Date } => gap.endedAt !== null);
  if (ended.length === 0) return [];
  const first = Math.min(...ended.map(({ startedAt }) => startedAt.getTime()));
  const last = Math.max(...ended.map(({ endedAt }) => endedAt.getTime()));
  const places = await platform.clickhouse.query(stretchesWithHits, {
    sites: ended.map(({ code }) => code),
    begins: ended.map(({ startedAt }) => startedAt.getTime()),
    ends: ended.map(({ endedAt }) => endedAt.getTime()),
    from: addDays(dayIn(new Date(first), 'UTC'), -1),
    to: addDays(dayIn(new Date(last), 'UTC'), 1),
  });
  const hit = new Set(places.map(({ place }) => place));
  return ended.filter((_, index) => hit.has(index + 1));
}

interface Found {
  site: WatchedSite;
  gap: Gap;
}

/** Silences since an instant that are interruptions and touch none that is known. */
async function findUnseen({ platform }: Context, from: Date, known: readonly GapRow[]): Promise<Found[]> {
  const db = platform.db as Kysely<UsageTables>;
  const sites = new Map((await findWatchedSites(db)).map((site) => [site.code, site]));
  const rhythms = await findRhythms(
    db,
    [...sites.values()].map(({ id }) => id),
  );
  const bySite = Map.groupBy(known, ({ code }) => code);
  const rows = await platform.clickhouse.query(silences, {
    sites: [...sites.keys()],
    from: addDays(dayIn(from, 'UTC'), -1),
    to: addDays(dayIn(platform.now(), 'UTC'), 1),
    seconds: SHORTEST_MS / 1_000,
  });
  return rows.flatMap(({ site: code, from: start, to: end }): Found[] => {
    const site = sites.get(code);
    if (!site || end <= from.getTime()) return [];
    const touches = ({ startedAt, endedAt }: GapRow) =>
      startedAt.getTime() < end && (endedAt === null || endedAt.getTime() > start);
    if (bySite.get(code)?.some(touches)) return [];
    const [startedAt, endedAt] = [new Date(start), new Date(end)];
    const { isGap, basis, missedHits } = judgeSite(site.timeZone, startedAt, endedAt, rhythms.get(site.id));
    if (!isGap) return [];
    const foundAt = platform.now();
    return [
      { site, gap: { id: uuidv7(), siteId: site.id, startedAt, endedAt, missedHits, basis, foundAt, filledAt: null } },
    ];
  });
}

function auditGaps(tx: Tx, filled: readonly GapRow[], found: readonly Found[], now: Date): void {
  for (const { code: _, name: __, timeZone: ___, ownerId, ...gap } of filled) {
    tx.audit({
      action: 'usage.interruption.fill',
      subject: { type: 'usage.interruption', id: gap.id },
      unitId: ownerId,
      before: gap,
      after: { ...gap, filledAt: now },
    });
  }
  for (const { site, gap } of found) {
    tx.audit({
      action: 'usage.interruption.find',
      subject: { type: 'usage.interruption', id: gap.id },
      unitId: site.ownerId,
      before: null,
      after: gap,
    });
  }
}
