import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import { type AlertRule, ChangeAlertRule, NewAlertRule } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { agenciesAbove } from '../sites/agencies-above.ts';
import { requireSite } from '../sites/get-site.ts';
import { nameOfActor } from '../sites/name-of.ts';
import { ownerIn, ownersBelow, ownersOf, requireOwner } from '../sites/owners.ts';
import { scopeReadSites } from '../sites/policy.ts';
import type { UsageTables } from '../tables.ts';
import { findRule, insertRules, listRules, type RuleRecord, removeRule, updateRule } from './alerts.repo.ts';

interface ListRules {
  agencyId?: string | undefined;
  below: boolean;
  site?: number | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Rules that the caller may see; of a site, all that hold for it. @throws usage.site_not_found */
export async function listAlertRules(
  ctx: Context,
  input: ListRules,
): Promise<{ rows: AlertRule[]; next: string | null; can: { create: boolean } }> {
  requirePermission(ctx, 'usage.site.read');
  const { platform, actor } = ctx;
  const site = input.site === undefined ? undefined : await requireSite(ctx, input.site);
  const filter = {
    scope: scopeReadSites(actor),
    owners: await ownersBelow(platform, input.agencyId, input.below),
    site: site && { id: site.id, ownerId: site.ownerId, above: await agenciesAbove(platform, site.ownerId) },
  };
  const after = input.cursor === undefined ? null : readCursor(input.cursor, placeId);
  const found = await listRules(platform.db as Kysely<UsageTables>, filter, after, input.limit + 1);
  const { rows, next } = pageOf(found, input.limit, ({ id }) => id);
  const create = site ? may(actor, 'usage.site.write', site.ownerId) : may(actor, 'usage.site.write');
  return { rows: await views(ctx, rows), next, can: { create } };
}

/** @throws usage.site_not_found, usage.owner_not_found */
export async function createAlertRule(ctx: Context, given: NewAlertRule): Promise<AlertRule> {
  requirePermission(ctx, 'usage.site.write');
  const { siteCode, agencyId, ...input } = NewAlertRule.parse(given);
  const site = siteCode === null ? null : await requireSite(ctx, siteCode);
  const ownerId = site?.ownerId ?? agencyId;
  if (ownerId === null) throw usageErrors.fail('usage.owner_not_found', { fields: [MISSING_OWNER] });
  requirePermission(ctx, 'usage.site.write', ownerId);
  if (site === null) await requireOwner(ctx, ownerId);
  const { platform } = ctx;
  const rule = {
    ...input,
    id: uuidv7(),
    agencyId: ownerId,
    siteId: site?.id ?? null,
    createdBy: nameOfActor(ctx),
    createdAt: platform.now(),
  };
  await transact(ctx, async (tx) => {
    await insertRules(tx.as<UsageTables>(), [rule]);
    const subject = { type: 'usage.alert_rule', id: rule.id };
    tx.audit({ action: 'usage.alert_rule.create', subject, unitId: ownerId, before: null, after: rule });
  });
  return await ruleView(ctx, rule.id);
}

const MISSING_OWNER = {
  path: 'body.agencyId',
  code: 'usage.owner',
  message: 'Name the site, or the agency whose sites the rule is about.',
};

/** @throws usage.alert_rule_not_found */
export async function changeAlertRule(ctx: Context, id: string, given: ChangeAlertRule): Promise<AlertRule> {
  requirePermission(ctx, 'usage.site.write');
  const before = await requireRule(ctx, id);
  const changes = Object.fromEntries(
    Object.entries(ChangeAlertRule.parse(given)).filter(([, value]) => value !== undefined),
  );
  const after: RuleRecord = { ...before, ...changes };
  await transact(ctx, async (tx) => {
    await updateRule(tx.as<UsageTables>(), after);
    const subject = { type: 'usage.alert_rule', id };
    tx.audit({ action: 'usage.alert_rule.change', subject, unitId: before.agencyId, before, after });
  });
  return await ruleView(ctx, id);
}

/** @throws usage.alert_rule_not_found */
export async function removeAlertRule(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'usage.site.write');
  const before = await requireRule(ctx, id);
  await transact(ctx, async (tx) => {
    const gone = await removeRule(tx.as<UsageTables>(), id, ctx.platform.now());
    if (!gone) throw usageErrors.fail('usage.alert_rule_not_found');
    const subject = { type: 'usage.alert_rule', id };
    tx.audit({ action: 'usage.alert_rule.remove', subject, unitId: before.agencyId, before, after: null });
  });
}

/** A rule that the caller may change; others look as if they were not there. */
async function requireRule(ctx: Context, id: string): Promise<RuleRecord> {
  const rule = await findRule(ctx.platform.db as Kysely<UsageTables>, id);
  if (!rule || !may(ctx.actor, 'usage.site.write', rule.agencyId)) throw usageErrors.fail('usage.alert_rule_not_found');
  return rule;
}

async function ruleView(ctx: Context, id: string): Promise<AlertRule> {
  const rule = await findRule(ctx.platform.db as Kysely<UsageTables>, id);
  const [view] = rule ? await views(ctx, [{ ...rule, open: 0 }]) : [];
  if (!view) throw usageErrors.fail('usage.alert_rule_not_found');
  return view;
}

async function views(ctx: Context, rules: readonly (RuleRecord & { open: number })[]): Promise<AlertRule[]> {
  const owners = await ownersOf(
    ctx.platform,
    rules.map(({ agencyId }) => agencyId),
  );
  return rules.map((one) => {
    const { siteId: _, siteCode, siteName, agencyId, createdAt: __, ...rule } = one;
    return {
      ...rule,
      site: siteCode === null ? null : { code: siteCode, name: siteName ?? '' },
      agency: ownerIn(owners, agencyId),
      can: { change: may(ctx.actor, 'usage.site.write', agencyId) },
    };
  });
}
