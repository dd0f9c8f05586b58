import { type ExpressionBuilder, type Kysely, sql, type Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { fold, searchPatterns } from '#modules/directory/server/index.ts';
import type { Reach } from '#platform/server/auth/actor.ts';
import type { SiteKind, SiteSort, SiteState } from '../../contract.ts';
import type { UsageTables } from '../tables.ts';

type Db = Kysely<UsageTables> | Transaction<UsageTables>;

/** A site with what is known of it, as the module itself sees it. */
export interface SiteRecord {
  id: string;
  code: number;
  name: string;
  kind: SiteKind;
  ownerId: string;
  timeZone: string;
  state: SiteState;
  dutyDate: string | null;
  domains: string[];
  firstHitAt: Date | null;
  lastHitAt: Date | null;
}

export type NewSite = Omit<SiteRecord, 'firstHitAt' | 'lastHitAt'>;

export interface SiteFilter {
  /** Owners whose sites the reader may see. */
  scope: Reach;
  q?: string | undefined;
  owners?: ReadonlySet<string> | undefined;
  kind?: SiteKind | undefined;
  state?: SiteState | undefined;
  /** Only those that must have sent before this day and never did. */
  lateOn?: string | undefined;
}

function select(db: Db) {
  return (db as Kysely<UsageTables>)
    .selectFrom('usage.site as s')
    .leftJoin('usage.site_activity as a', 'a.site_id', 's.id')
    .select((eb) => [
      's.id',
      's.code',
      's.name',
      's.kind',
      's.owner_agency_id as ownerId',
      's.time_zone as timeZone',
      's.state',
      's.duty_date as dutyDate',
      'a.first_hit_at as firstHitAt',
      'a.last_hit_at as lastHitAt',
      jsonArrayFrom(
        eb
          .selectFrom('usage.site_domain as d')
          .select('d.domain')
          .whereRef('d.site_id', '=', 's.id')
          .orderBy('d.place'),
      ).as('domains'),
    ]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function record(row: Selected): SiteRecord {
  return { ...row, domains: row.domains.map(({ domain }) => domain) };
}

export async function findSite(db: Db, code: number): Promise<SiteRecord | undefined> {
  const row = await select(db).where('s.code', '=', code).executeTakeFirst();
  return row && record(row);
}

/** Locks the site until the transaction ends, then reads it. */
export async function findSiteForChange(trx: Transaction<UsageTables>, code: number): Promise<SiteRecord | undefined> {
  await trx.selectFrom('usage.site').select('id').where('code', '=', code).forUpdate().executeTakeFirst();
  return await findSite(trx, code);
}

/** Sites by code. */
export async function findSites(db: Db, codes: readonly number[]): Promise<SiteRecord[]> {
  if (codes.length === 0) return [];
  return (await select(db).where('s.code', 'in', codes).orderBy('s.code').execute()).map(record);
}

type Columns = ExpressionBuilder<{ s: UsageTables['usage.site'] }, 's'>;

function fits(eb: Columns, { scope, q, owners, kind, state, lateOn }: SiteFilter) {
  const among = (ids: ReadonlySet<string>) => sql<boolean>`s.owner_agency_id = any(${[...ids]}::uuid[])`;
  return eb.and([
    ...(scope === 'all' ? [] : [among(scope)]),
    ...(owners === undefined ? [] : [among(owners)]),
    ...(kind === undefined ? [] : [eb('s.kind', '=', kind)]),
    ...(state === undefined ? [] : [eb('s.state', '=', state)]),
    ...(lateOn === undefined
      ? []
      : [eb('s.duty_date', '<', lateOn), eb('s.state', 'in', ['registered', 'embedded'] as const)]),
    ...(q === undefined ? [] : searchPatterns(q).map((pattern) => eb('s.search', 'like', pattern))),
  ]);
}

/**
 * A page of sites after a place: name and code, code alone, last hit (newest first, never last) and code, or duty date
 * (none last) and code.
 */
export async function listSites(
  db: Db,
  filter: SiteFilter,
  sort: SiteSort,
  after: SitePlace | null,
  limit: number,
): Promise<SiteRecord[]> {
  let query = select(db).where((eb) => fits(eb as unknown as Columns, filter));
  if (sort === 'name') {
    if (after) query = query.where(sql<boolean>`(s.name, s.code) > (${after.name}, ${after.code})`);
    query = query.orderBy('s.name').orderBy('s.code');
  } else if (sort === 'code') {
    if (after) query = query.where('s.code', '>', after.code);
    query = query.orderBy('s.code');
  } else if (sort === 'duty') {
    const duty = sql<string>`coalesce(s.duty_date, 'infinity')`;
    if (after)
      query = query.where(sql<boolean>`(${duty}, s.code) > (${after.dutyDate ?? 'infinity'}::date, ${after.code})`);
    query = query.orderBy(duty).orderBy('s.code');
  } else {
    const last = sql<Date>`coalesce(a.last_hit_at, '-infinity')`;
    const place = after?.lastHitAt ?? '-infinity';
    if (after) {
      query = query.where(
        sql<boolean>`(${last} < ${place}::timestamptz or (${last} = ${place}::timestamptz and s.code > ${after.code}))`,
      );
    }
    query = query.orderBy(last, 'desc').orderBy('s.code');
  }
  return (await query.limit(limit).execute()).map(record);
}

export interface SitePlace {
  code: number;
  name: string;
  lastHitAt: string | null;
  dutyDate: string | null;
}

/** Codes of all sites that ever were. No limit: a province has some hundreds. */
export async function listSiteCodes(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('usage.site').select('code').orderBy('code').execute();
  return rows.map(({ code }) => code);
}

export async function countSites(db: Db, filter: SiteFilter): Promise<number> {
  const row = await (db as Kysely<UsageTables>)
    .selectFrom('usage.site as s')
    .select(sql<number>`count(*)`.as('count'))
    .where((eb) => fits(eb as unknown as Columns, filter))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** All sites that fit, by name; boards rank them in memory. */
export async function findFittingSites(db: Db, filter: SiteFilter, limit: number): Promise<SiteRecord[]> {
  return (
    await select(db)
      .where((eb) => fits(eb as unknown as Columns, filter))
      .orderBy('s.name')
      .orderBy('s.code')
      .limit(limit)
      .execute()
  ).map(record);
}

/** Takes the turn to give out codes until the transaction ends, and answers the next one. */
export async function nextCode(trx: Transaction<UsageTables>): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('usage.site.code'))`.execute(trx);
  const row = await trx
    .selectFrom('usage.site')
    .select(sql<number>`coalesce(max(code), 0) + 1`.as('code'))
    .executeTakeFirstOrThrow();
  return row.code;
}

export async function insertSites(trx: Transaction<UsageTables>, sites: readonly NewSite[]): Promise<void> {
  await trx
    .insertInto('usage.site')
    .values(sites.map((site) => ({ id: site.id, code: site.code, ...columns(site) })))
    .execute();
  await trx
    .insertInto('usage.site_domain')
    .values(sites.flatMap((site) => domainRows(site.id, site.domains)))
    .execute();
}

/** Writes everything but id and code. */
export async function updateSite(trx: Transaction<UsageTables>, site: NewSite): Promise<void> {
  await trx.updateTable('usage.site').set(columns(site)).where('id', '=', site.id).execute();
  await trx.deleteFrom('usage.site_domain').where('site_id', '=', site.id).execute();
  await trx.insertInto('usage.site_domain').values(domainRows(site.id, site.domains)).execute();
}

export async function setState(trx: Transaction<UsageTables>, id: string, state: SiteState): Promise<void> {
  await trx.updateTable('usage.site').set({ state }).where('id', '=', id).execute();
}

function columns(site: Omit<NewSite, 'id' | 'code'> & { code: number }) {
  return {
    name: site.name,
    search: fold(`${site.name} ${site.code} ${site.domains.join(' ')}`),
    kind: site.kind,
    owner_agency_id: site.ownerId,
    time_zone: site.timeZone,
    state: site.state,
    duty_date: site.dutyDate,
  };
}

function domainRows(siteId: string, domains: readonly string[]) {
  return domains.map((domain, place) => ({ site_id: siteId, place, domain }));
}
