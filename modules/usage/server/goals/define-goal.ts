import type { Kysely, Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { ChangeGoal, type Goal, NewGoal, siteTopic } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { addDays, dayIn } from '../days.ts';
import { requireOpenSite } from '../sites/change-site.ts';
import { requireSite } from '../sites/get-site.ts';
import { nameOfActor } from '../sites/name-of.ts';
import type { SiteRecord } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import { endVersions, findGoal, hasNumber, highestNumber, insertGoal, insertVersion } from './goals.repo.ts';

/** @throws usage.site_not_found, usage.site_closed, usage.goal_taken, usage.goal_invalid */
export async function createGoal(ctx: Context, code: number, given: NewGoal): Promise<Goal> {
  const site = await requireSite(ctx, code);
  requirePermission(ctx, 'usage.site.write', site.ownerId);
  const { number: wanted, from, ...fields } = NewGoal.parse(given);
  requirePattern(fields);
  return await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    await requireOpenSite(trx, code);
    const number = wanted ?? (await highestNumber(trx, site.id)) + 1;
    if (await hasNumber(trx, site.id, number)) throw usageErrors.fail('usage.goal_taken');
    const id = uuidv7();
    const createdAt = ctx.platform.now();
    const goal: Goal = { id, number, ...fields, version: 1, from: from ?? todayOf(ctx, site), to: null };
    await insertGoal(trx, { id, siteId: site.id, number, createdBy: nameOfActor(ctx), createdAt });
    await insertVersion(trx, goal);
    tellGoal(tx, 'usage.goal.create', site, null, goal);
    return goal;
  });
}

/** @throws usage.site_not_found, usage.site_closed, usage.goal_not_found, usage.goal_invalid */
export async function changeGoal(ctx: Context, code: number, id: string, given: ChangeGoal): Promise<Goal> {
  const site = await requireSite(ctx, code);
  requirePermission(ctx, 'usage.site.write', site.ownerId);
  const { from, ...fields } = ChangeGoal.parse(given);
  requirePattern(fields);
  return await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    await requireOpenSite(trx, code);
    const before = await requireGoal(trx, site.id, id);
    const first = from ?? todayOf(ctx, site);
    await endVersions(trx, id, addDays(first, -1));
    const goal: Goal = { id, number: before.number, ...fields, version: before.version + 1, from: first, to: null };
    await insertVersion(trx, goal);
    tellGoal(tx, 'usage.goal.change', site, before, goal);
    return goal;
  });
}

/** @throws usage.site_not_found, usage.site_closed, usage.goal_not_found */
export async function endGoal(ctx: Context, code: number, id: string): Promise<Goal> {
  const site = await requireSite(ctx, code);
  requirePermission(ctx, 'usage.site.write', site.ownerId);
  return await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    await requireOpenSite(trx, code);
    const before = await requireGoal(trx, site.id, id);
    const today = todayOf(ctx, site);
    // One that was to begin later ends on the day on which it begins; its figures are those of no day so far.
    const lastDay = before.from > today ? before.from : today;
    await endVersions(trx, id, lastDay);
    const after = await requireGoal(trx, site.id, id);
    tellGoal(tx, 'usage.goal.end', site, before, after);
    return after;
  });
}

async function requireGoal(
  trx: Transaction<UsageTables> | Kysely<UsageTables>,
  siteId: string,
  id: string,
): Promise<Goal> {
  const [newest] = await findGoal(trx, siteId, id);
  if (!newest) throw usageErrors.fail('usage.goal_not_found');
  return newest;
}

function requirePattern({ kind, pattern }: Pick<Goal, 'kind' | 'pattern'>): void {
  if (pattern !== '' || kind === 'service' || kind === 'manual') return;
  const message = 'Write what the address, or the event, holds.';
  throw usageErrors.fail('usage.goal_invalid', {
    fields: [{ path: 'body.pattern', code: 'usage.goal_pattern', message }],
  });
}

function todayOf({ platform }: Context, site: SiteRecord): string {
  return dayIn(platform.now(), site.timeZone);
}

function tellGoal(tx: Tx, action: string, site: SiteRecord, before: Goal | null, after: Goal): void {
  tx.audit({ action, subject: { type: 'usage.goal', id: after.id }, unitId: site.ownerId, before, after });
  tx.emit({ topic: siteTopic(site.code) });
}
