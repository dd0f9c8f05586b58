import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { agencyTree, peopleWhoMay } from '#modules/directory/server/index.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import type { AlertKind } from '../../contract.ts';
import { addDays, dayIn } from '../days.ts';
import { hourCounts } from '../gaps/gaps.clickhouse.ts';
import { findWatchedSites, type WatchedSite } from '../gaps/gaps.repo.ts';
import { expectedIn, HOURS_TO_KNOW, type Rhythm, zoneOffset } from '../gaps/rhythm.ts';
import { findRhythms } from '../gaps/rhythms.repo.ts';
import type { UsageTables } from '../tables.ts';
import { instantText } from '../tell/instant-text.ts';
import { type MailItem, mailOwners } from '../tell/mail-owners.ts';
import {
  endAlerts,
  findEnabledRules,
  findOpenAlerts,
  insertAlerts,
  type NewAlert,
  type RuleRecord,
  setTold,
} from './alerts.repo.ts';
import { isQuiet, type Seen, standsOut } from './judge-alert.ts';

const HOUR_MS = 3_600_000;
const HOURS_MOST = 48;

const NOTICES: Record<AlertKind, string> = {
  drop: 'usage:notice.alert_drop',
  spike: 'usage:notice.alert_spike',
  silence: 'usage:notice.alert_silence',
};

/** A little after each hour, when its hits have come in. */
export const checkAlertsJob = defineJob({
  name: 'usage.check_alerts',
  input: z.object({}),
  cron: '6 * * * *',
  run: checkAlerts,
});

interface Finding {
  rule: RuleRecord;
  site: WatchedSite;
  seen: Seen;
  alert: NewAlert;
  isNew: boolean;
}

/**
 * Compares the last full hours of each site with what is usual there, by every rule that holds for it. What stands out is
 * kept until it does no more, and told once, outside the rule's quiet hours.
 */
export async function checkAlerts(ctx: Context): Promise<void> {
  requirePermission(ctx, 'usage.site.write');
  const { platform } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const rules = await findEnabledRules(db);
  const open = await findOpenAlerts(db);
  if (rules.length === 0 && open.length === 0) return;
  const now = platform.now();
  const pairs = await pairsOf(ctx, rules);
  const seen = await look(ctx, [...new Map(pairs.map(({ site }) => [site.id, site])).values()], now);
  const known = new Map(open.map((alert) => [`${alert.ruleId} ${alert.siteId}`, alert]));
  const findings = pairs.flatMap(({ rule, site }): Finding[] => {
    const what = seen(site, rule);
    // That a silent site gets less than usual is no second news.
    if (rule.kind === 'drop' && site.state === 'interrupted') return [];
    if (!standsOut(rule, what)) return [];
    const before = known.get(`${rule.id} ${site.id}`);
    const fresh = { id: uuidv7(), ruleId: rule.id, siteId: site.id, startedAt: now, toldAt: null };
    const alert = { ...(before ?? fresh), value: what.value, usual: what.usual };
    return [{ rule, site, seen: what, alert, isNew: before === undefined }];
  });
  const still = new Set(findings.map(({ alert }) => alert.id));
  const ended = open.filter(({ id }) => !still.has(id));
  const toTell = findings.filter(({ alert, rule, site }) => alert.toldAt === null && !isQuiet(rule, hourAt(site, now)));
  const fresh = findings.filter(({ isNew }) => isNew);
  if (fresh.length === 0 && ended.length === 0 && toTell.length === 0) return;
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    await insertAlerts(
      trx,
      fresh.map(({ alert }) => alert),
    );
    await endAlerts(
      trx,
      ended.map(({ id }) => id),
      now,
    );
    await setTold(
      trx,
      toTell.map(({ alert }) => alert.id),
      now,
    );
    tx.audit({
      action: 'usage.alert.check',
      subject: { type: 'usage.alert', id: 'all' },
      before: { open: open.length },
      after: { open: findings.length, began: fresh.length, ended: ended.length, told: toTell.length },
    });
    for (const finding of toTell) await tell(ctx, tx, finding);
  });
  if (toTell.length > 0) await mailOwners(ctx, toTell.map(mailOf), '/alerts');
}

/** Each rule with each site that it is about. */
async function pairsOf(
  { platform }: Context,
  rules: readonly RuleRecord[],
): Promise<{ rule: RuleRecord; site: WatchedSite }[]> {
  const sites = await findWatchedSites(platform.db as Kysely<UsageTables>);
  const { parents } = await agencyTree(platform);
  const isBelow = (ownerId: string, agencyId: string): boolean => {
    for (let at: string | null | undefined = ownerId; at; at = parents.get(at)) if (at === agencyId) return true;
    return false;
  };
  return rules.flatMap((rule) =>
    sites
      .filter((site) =>
        rule.siteId !== null
          ? site.id === rule.siteId
          : rule.below
            ? isBelow(site.ownerId, rule.agencyId)
            : site.ownerId === rule.agencyId,
      )
      .map((site) => ({ rule, site })),
  );
}

/** What came to these sites in the last full hours of a rule, beside what is usual. */
async function look({ platform }: Context, sites: readonly WatchedSite[], now: Date) {
  const rhythms = await findRhythms(
    platform.db as Kysely<UsageTables>,
    sites.map(({ id }) => id),
  );
  const end = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const counts =
    sites.length === 0
      ? []
      : await platform.clickhouse.query(hourCounts, {
          sites: sites.map(({ code }) => code),
          from: addDays(dayIn(new Date(end - HOURS_MOST * HOUR_MS), 'UTC'), -1),
          to: addDays(dayIn(now, 'UTC'), 1),
        });
  const bySite = Map.groupBy(counts, ({ site }) => site);
  return (site: WatchedSite, rule: RuleRecord): Seen => {
    const from = end - rule.hours * HOUR_MS;
    const within = (bySite.get(site.code) ?? []).filter(({ hour }) => hour * 1_000 >= from && hour * 1_000 < end);
    return {
      value: within.reduce((sum, one) => sum + one[rule.measure], 0),
      usual: usualIn(site, rhythms.get(site.id), rule, from, end),
      silentMs: now.getTime() - site.lastHitAt.getTime(),
    };
  };
}

function usualIn(site: WatchedSite, rhythm: Rhythm | undefined, rule: RuleRecord, from: number, to: number) {
  if (!rhythm || rhythm.hours < HOURS_TO_KNOW) return null;
  const shift = zoneOffset(site.timeZone, to);
  return expectedIn({ from: from + shift, to: to + shift }, rhythm[rule.measure]);
}

function hourAt({ timeZone }: WatchedSite, now: Date): number {
  return new Date(now.getTime() + zoneOffset(timeZone, now.getTime())).getUTCHours();
}

async function tell(ctx: Context, tx: Tx, { rule, site, seen }: Finding): Promise<void> {
  tx.notify({
    to: await peopleWhoMay(ctx.platform, 'usage.site.write', [site.ownerId]),
    kind: `usage.alert_${rule.kind}`,
    subject: { type: 'usage.site', id: site.id },
    text: NOTICES[rule.kind],
    values: valuesOf(rule, site, seen),
    link: `/sites/${site.code}/watch`,
  });
}

function mailOf({ rule, site, seen }: Finding): MailItem {
  return { ownerId: site.ownerId, site: site.name, line: rule.kind, values: valuesOf(rule, site, seen) };
}

function valuesOf(rule: RuleRecord, site: WatchedSite, { value, usual }: Seen): Record<string, string> {
  return {
    site: site.name,
    rule: rule.name,
    value: String(value),
    usual: usual === null ? '–' : String(Math.round(usual)),
    since: instantText(site.lastHitAt),
  };
}
