import { type Kysely, sql, type Transaction } from 'kysely';
import type { Reach } from '#platform/server/auth/actor.ts';
import type { AlertKind, AlertMeasure } from '../../contract.ts';
import type { UsageTables } from '../tables.ts';
import type { Threshold } from './judge-alert.ts';

type Db = Kysely<UsageTables> | Transaction<UsageTables>;
type Trx = Transaction<UsageTables>;

export interface RuleRecord extends Threshold {
  id: string;
  name: string;
  /** The owner of its site today, or the agency whose sites it is about. */
  agencyId: string;
  below: boolean;
  siteId: string | null;
  siteCode: number | null;
  siteName: string | null;
  enabled: boolean;
  createdBy: string;
  createdAt: Date;
}

function selectRules(db: Db) {
  return (db as Kysely<UsageTables>)
    .selectFrom('usage.alert_rule as r')
    .leftJoin('usage.site as s', 's.id', 'r.site_id')
    .select([
      'r.id',
      'r.name',
      'r.kind',
      'r.measure',
      'r.percent',
      'r.hours',
      'r.least',
      'r.quiet_from as quietFrom',
      'r.quiet_to as quietTo',
      'r.below',
      'r.enabled',
      'r.site_id as siteId',
      's.code as siteCode',
      's.name as siteName',
      'r.created_by as createdBy',
      'r.created_at as createdAt',
      sql<string>`coalesce(s.owner_agency_id, r.agency_id)`.as('agencyId'),
    ])
    .where('r.removed_at', 'is', null);
}

export async function findRule(db: Db, id: string): Promise<RuleRecord | undefined> {
  return await selectRules(db).where('r.id', '=', id).executeTakeFirst();
}

/** All rules that are switched on. */
export async function findEnabledRules(db: Db): Promise<RuleRecord[]> {
  return await selectRules(db).where('r.enabled', '=', true).orderBy('r.id').execute();
}

export interface RuleFilter {
  /** Agencies whose rules the reader may see. */
  scope: Reach;
  owners: ReadonlySet<string> | undefined;
  /** Only what holds for this site: its own, its owner's, and of agencies above those that go down. */
  site: { id: string; ownerId: string; above: readonly string[] } | undefined;
}

/** A page of rules, newest first, with the number of sites that stand out by each. */
export async function listRules(
  db: Db,
  { scope, owners, site }: RuleFilter,
  after: string | null,
  limit: number,
): Promise<(RuleRecord & { open: number })[]> {
  const agency = sql`coalesce(s.owner_agency_id, r.agency_id)`;
  let query = selectRules(db).select(
    sql<number>`(select count(*) from usage.alert a where a.rule_id = r.id and a.ended_at is null)`.as('open'),
  );
  for (const ids of [scope === 'all' ? undefined : scope, owners]) {
    if (ids && !site) query = query.where(sql<boolean>`${agency} = any(${[...ids]}::uuid[])`);
  }
  if (site) {
    query = query.where((eb) =>
      eb.or([
        eb('r.site_id', '=', site.id),
        eb.and([eb('r.site_id', 'is', null), eb('r.agency_id', '=', site.ownerId)]),
        eb.and([
          eb('r.site_id', 'is', null),
          eb('r.below', '=', true),
          sql<boolean>`r.agency_id = any(${[...site.above]}::uuid[])`,
        ]),
      ]),
    );
  }
  if (after !== null) query = query.where('r.id', '<', after);
  return await query.orderBy('r.id', 'desc').limit(limit).execute();
}

type NewRule = Omit<RuleRecord, 'siteCode' | 'siteName'>;

export async function insertRules(trx: Trx, rules: readonly NewRule[]): Promise<void> {
  await trx
    .insertInto('usage.alert_rule')
    .values(
      rules.map((rule) => ({
        id: rule.id,
        agency_id: rule.agencyId,
        below: rule.below,
        site_id: rule.siteId,
        created_by: rule.createdBy,
        created_at: rule.createdAt,
        removed_at: null,
        ...columns(rule),
      })),
    )
    .execute();
}

export async function updateRule(trx: Trx, rule: NewRule): Promise<void> {
  await trx.updateTable('usage.alert_rule').set(columns(rule)).where('id', '=', rule.id).execute();
}

export async function removeRule(trx: Trx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('usage.alert_rule')
    .set({ removed_at: at })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  await trx
    .updateTable('usage.alert')
    .set({ ended_at: at })
    .where('rule_id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
  return numUpdatedRows > 0n;
}

function columns({ name, kind, measure, percent, hours, least, quietFrom, quietTo, enabled }: NewRule) {
  return { name, kind, measure, percent, hours, least, quiet_from: quietFrom, quiet_to: quietTo, enabled };
}

export interface OpenAlert {
  id: string;
  ruleId: string;
  siteId: string;
  startedAt: Date;
  toldAt: Date | null;
}

export async function findOpenAlerts(db: Db): Promise<OpenAlert[]> {
  return await (db as Kysely<UsageTables>)
    .selectFrom('usage.alert')
    .select(['id', 'rule_id as ruleId', 'site_id as siteId', 'started_at as startedAt', 'told_at as toldAt'])
    .where('ended_at', 'is', null)
    .execute();
}

export interface NewAlert extends OpenAlert {
  value: number;
  usual: number | null;
}

export async function insertAlerts(trx: Trx, alerts: readonly NewAlert[]): Promise<void> {
  if (alerts.length === 0) return;
  await trx
    .insertInto('usage.alert')
    .values(
      alerts.map(({ id, ruleId, siteId, startedAt, toldAt, value, usual }) => ({
        id,
        rule_id: ruleId,
        site_id: siteId,
        started_at: startedAt,
        ended_at: null,
        value,
        usual,
        told_at: toldAt,
      })),
    )
    .execute();
}

export async function setTold(trx: Trx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('usage.alert')
    .set({ told_at: at })
    .where('id', 'in', [...ids])
    .execute();
}

export async function endAlerts(trx: Trx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('usage.alert')
    .set({ ended_at: at })
    .where('id', 'in', [...ids])
    .execute();
}

export interface AlertRecord {
  id: string;
  ruleId: string;
  ruleName: string;
  kind: AlertKind;
  measure: AlertMeasure;
  code: number;
  name: string;
  ownerId: string;
  startedAt: Date;
  endedAt: Date | null;
  value: number;
  usual: number | null;
  toldAt: Date | null;
}

export interface AlertFilter {
  scope: Reach;
  owners: ReadonlySet<string> | undefined;
  code: number | undefined;
  state: 'open' | 'ended' | undefined;
}

export async function listAlerts(
  db: Db,
  { scope, owners, code, state }: AlertFilter,
  after: { startedAt: string; id: string } | null,
  limit: number,
): Promise<AlertRecord[]> {
  let query = (db as Kysely<UsageTables>)
    .selectFrom('usage.alert as a')
    .innerJoin('usage.alert_rule as r', 'r.id', 'a.rule_id')
    .innerJoin('usage.site as s', 's.id', 'a.site_id')
    .select([
      'a.id',
      'a.rule_id as ruleId',
      'r.name as ruleName',
      'r.kind',
      'r.measure',
      's.code',
      's.name',
      's.owner_agency_id as ownerId',
      'a.started_at as startedAt',
      'a.ended_at as endedAt',
      'a.value',
      'a.usual',
      'a.told_at as toldAt',
    ]);
  for (const ids of [scope === 'all' ? undefined : scope, owners]) {
    if (ids) query = query.where(sql<boolean>`s.owner_agency_id = any(${[...ids]}::uuid[])`);
  }
  if (code !== undefined) query = query.where('s.code', '=', code);
  if (state !== undefined) query = query.where('a.ended_at', state === 'open' ? 'is' : 'is not', null);
  if (after)
    query = query.where(sql<boolean>`(a.started_at, a.id) < (${after.startedAt}::timestamptz, ${after.id}::uuid)`);
  return await query.orderBy('a.started_at', 'desc').orderBy('a.id', 'desc').limit(limit).execute();
}
