import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { type SetAsideList, SetAsideReason } from '../../contract.ts';
import { addDays, dayIn } from '../days.ts';
import { requireSite } from '../sites/get-site.ts';
import type { UsageTables } from '../tables.ts';
import { ZONE } from './record-set-aside.ts';
import { sumSetAside } from './set-aside.repo.ts';

const DAYS = 30;

/** Hits of a site that were not counted in the last thirty days, by reason. @throws usage.site_not_found */
export async function getSetAside(ctx: Context, code: number): Promise<SetAsideList> {
  const site = await requireSite(ctx, code);
  const from = addDays(dayIn(ctx.platform.now(), ZONE), 1 - DAYS);
  const found = await sumSetAside(ctx.platform.db as Kysely<UsageTables>, site.id, from);
  const rows = found.flatMap(({ reason, count, lastAt }) => {
    // A collector of another version may know a reason that this one does not.
    const known = SetAsideReason.safeParse(reason);
    return known.success ? [{ reason: known.data, count: Number(count), lastAt: lastAt.toISOString() }] : [];
  });
  return { from, rows };
}
