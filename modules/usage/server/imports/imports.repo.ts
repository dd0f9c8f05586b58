import { type Kysely, sql, type Transaction } from 'kysely';
import type { UsageTables } from '../tables.ts';

type Db = Kysely<UsageTables> | Transaction<UsageTables>;
type Trx = Transaction<UsageTables>;

export async function findTakenCodes(db: Db, codes: readonly number[]): Promise<Set<number>> {
  if (codes.length === 0) return new Set();
  const rows = await (db as Kysely<UsageTables>)
    .selectFrom('usage.site')
    .select('code')
    .where('code', 'in', [...codes])
    .execute();
  return new Set(rows.map(({ code }) => code));
}

/** Which of these host names belong to a site that is not closed, and to which. */
export async function findTakenDomains(db: Db, domains: readonly string[]): Promise<Map<string, number>> {
  if (domains.length === 0) return new Map();
  const rows = await (db as Kysely<UsageTables>)
    .selectFrom('usage.site_domain as d')
    .innerJoin('usage.site as s', 's.id', 'd.site_id')
    .select(['d.domain', 's.code'])
    .where('d.domain', 'in', [...domains])
    .where('s.state', '!=', 'closed')
    .execute();
  return new Map(rows.map(({ domain, code }) => [domain, code]));
}

/** Of these sites, those on which something stands: hits, imports of logs, goals, notes, rules, keys. */
export async function findSitesInUse(trx: Trx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select s.name from usage.site s
    where s.id = any(${[...ids]}::uuid[]) and (s.state not in ('registered', 'embedded')
      or exists (select from usage.site_activity x where x.site_id = s.id)
      or exists (select from usage.log_import x where x.site_id = s.id)
      or exists (select from usage.goal x where x.site_id = s.id)
      or exists (select from usage.annotation x where x.site_id = s.id)
      or exists (select from usage.alert_rule x where x.site_id = s.id)
      or exists (select from usage.api_key x where s.code = any(x.site_codes)))
    order by s.name`.execute(trx);
  return rows.map(({ name }) => name);
}

export async function deleteSites(trx: Trx, sites: readonly { id: string; code: number }[]): Promise<void> {
  const codes = sites.map(({ code }) => code);
  await trx.deleteFrom('usage.visitor_salt').where('site_code', 'in', codes).execute();
  await trx
    .deleteFrom('usage.site')
    .where(
      'id',
      'in',
      sites.map(({ id }) => id),
    )
    .execute();
}

/** `agency code` of procedures of these agencies that are in the catalogue. */
export async function findPublished(db: Db, agencyIds: readonly string[]): Promise<Set<string>> {
  if (agencyIds.length === 0) return new Set();
  const rows = await (db as Kysely<UsageTables>)
    .selectFrom('usage.service')
    .select(['agency_id', 'code'])
    .where('agency_id', 'in', [...agencyIds])
    .execute();
  return new Set(rows.map(({ agency_id, code }) => `${agency_id} ${code}`));
}

export async function deleteServices(trx: Trx, ids: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('usage.service')
    .where('id', 'in', [...ids])
    .execute();
}
