import type { Kysely, Transaction } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import { addDays, dayIn } from '../days.ts';
import type { SiteRecord } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import { firstHitAfter } from './gaps.clickhouse.ts';
import { endGap, findOpenGap, type Gap } from './gaps.repo.ts';
import { judgeSite } from './judge-site.ts';
import { findRhythms } from './rhythms.repo.ts';
import { tellGap } from './tell-gap.ts';

/** When the site sent again, as the hits tell; null where no interruption is open or no hit came after it began. */
export async function endOfGap({ platform }: Context, site: SiteRecord | undefined): Promise<Date | null> {
  const gap = site && (await findOpenGap(platform.db as Kysely<UsageTables>, site.id));
  if (!site || !gap) return null;
  const from = addDays(dayIn(gap.startedAt, site.timeZone), -1);
  const asked = { site: site.code, from, after: gap.startedAt.getTime() };
  const [found] = await platform.clickhouse.query(firstHitAfter, asked);
  return found === undefined ? null : new Date(found.first);
}

/**
 * Ends the open interruption of a site in the transaction that marks it as receiving. Where the hits that came, perhaps
 * late or from a log, leave no silence that would be one, it is filled: it counts no more.
 */
export async function closeGap(ctx: Context, tx: Tx, site: SiteRecord, endedAt: Date): Promise<void> {
  const trx = tx.as<UsageTables>();
  const gap = await findOpenGap(trx, site.id);
  if (!gap || endedAt <= gap.startedAt) return;
  const after = await ended(ctx, trx, site, gap, endedAt);
  await endGap(trx, gap.id, after);
  tx.audit({
    action: after.filledAt === null ? 'usage.interruption.end' : 'usage.interruption.fill',
    subject: { type: 'usage.interruption', id: gap.id },
    unitId: site.ownerId,
    before: gap,
    after,
  });
  if (after.filledAt === null) await tellGap(ctx, tx, site, after);
}

async function ended(
  { platform }: Context,
  trx: Transaction<UsageTables>,
  site: SiteRecord,
  gap: Gap,
  endedAt: Date,
): Promise<Gap> {
  const rhythm = (await findRhythms(trx as unknown as Kysely<UsageTables>, [site.id])).get(site.id);
  const judged = judgeSite(site.timeZone, gap.startedAt, endedAt, rhythm);
  // What was found by the day stays what it was, though the site has a rhythm by now.
  const stands = judged.isGap || gap.basis === 'day';
  return { ...gap, endedAt, missedHits: judged.missedHits, filledAt: stands ? null : platform.now() };
}
