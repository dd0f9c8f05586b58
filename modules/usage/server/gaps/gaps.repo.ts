import { type Kysely, type SelectQueryBuilder, sql, type Transaction } from 'kysely';
import { searchPatterns } from '#modules/directory/server/index.ts';
import type { Reach } from '#platform/server/auth/actor.ts';
import type { GapBasis, GapState, SiteState } from '../../contract.ts';
import type { UsageTables } from '../tables.ts';

type Db = Kysely<UsageTables> | Transaction<UsageTables>;
type Trx = Transaction<UsageTables>;

/** A site as far as its silence is concerned. */
export interface WatchedSite {
  id: string;
  code: number;
  name: string;
  ownerId: string;
  timeZone: string;
  state: SiteState;
  firstHitAt: Date;
  lastHitAt: Date;
}

/** Sites that send, or did so far; closed ones are watched no more. */
export async function findWatchedSites(db: Db): Promise<WatchedSite[]> {
  return await (db as Kysely<UsageTables>)
    .selectFrom('usage.site as s')
    .innerJoin('usage.site_activity as a', 'a.site_id', 's.id')
    .select([
      's.id',
      's.code',
      's.name',
      's.owner_agency_id as ownerId',
      's.time_zone as timeZone',
      's.state',
      'a.first_hit_at as firstHitAt',
      'a.last_hit_at as lastHitAt',
    ])
    .where('s.state', 'in', ['receiving', 'interrupted'])
    .orderBy('s.code')
    .execute();
}

export interface Gap {
  id: string;
  siteId: string;
  startedAt: Date;
  endedAt: Date | null;
  missedHits: number | null;
  basis: GapBasis;
  foundAt: Date;
  filledAt: Date | null;
}

export type GapRow = Gap & { code: number; name: string; ownerId: string; timeZone: string };

function select(db: Db) {
  return (db as Kysely<UsageTables>)
    .selectFrom('usage.interruption as i')
    .innerJoin('usage.site as s', 's.id', 'i.site_id')
    .select([
      'i.id',
      'i.site_id as siteId',
      'i.started_at as startedAt',
      'i.ended_at as endedAt',
      'i.missed_hits as missedHits',
      'i.basis',
      'i.found_at as foundAt',
      'i.filled_at as filledAt',
      's.code',
      's.name',
      's.owner_agency_id as ownerId',
      's.time_zone as timeZone',
    ]);
}

export async function insertGaps(trx: Trx, gaps: readonly Gap[]): Promise<void> {
  if (gaps.length === 0) return;
  await trx
    .insertInto('usage.interruption')
    .values(
      gaps.map(({ id, siteId, startedAt, endedAt, missedHits, basis, foundAt, filledAt }) => ({
        id,
        site_id: siteId,
        started_at: startedAt,
        ended_at: endedAt,
        missed_hits: missedHits,
        basis,
        found_at: foundAt,
        filled_at: filledAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(['site_id', 'started_at']).doNothing())
    .execute();
}

export async function findOpenGap(db: Db, siteId: string): Promise<Gap | undefined> {
  return await select(db)
    .where('i.site_id', '=', siteId)
    .where('i.ended_at', 'is', null)
    .where('i.filled_at', 'is', null)
    .executeTakeFirst();
}

/** Ids of sites that have an open one. */
export async function findOpenSites(db: Db): Promise<Set<string>> {
  const rows = await (db as Kysely<UsageTables>)
    .selectFrom('usage.interruption')
    .select('site_id')
    .where('ended_at', 'is', null)
    .where('filled_at', 'is', null)
    .execute();
  return new Set(rows.map(({ site_id }) => site_id));
}

export async function endGap(
  trx: Trx,
  id: string,
  end: Pick<Gap, 'endedAt' | 'missedHits' | 'filledAt'>,
): Promise<void> {
  await trx
    .updateTable('usage.interruption')
    .set({ ended_at: end.endedAt, missed_hits: end.missedHits, filled_at: end.filledAt })
    .where('id', '=', id)
    .execute();
}

export async function fillGaps(trx: Trx, ids: readonly string[], at: Date): Promise<void> {
  await trx
    .updateTable('usage.interruption')
    .set({ filled_at: at })
    .where('id', 'in', [...ids])
    .execute();
}

/** All that touch a stretch of time and were not filled later. */
export async function findGapsBetween(db: Db, from: Date, to: Date): Promise<GapRow[]> {
  return await touching(select(db), from, to).where('i.filled_at', 'is', null).orderBy('i.started_at').execute();
}

type Chosen = SelectQueryBuilder<
  UsageTables & { i: UsageTables['usage.interruption']; s: UsageTables['usage.site'] },
  'i' | 's',
  GapRow
>;

function touching(query: ReturnType<typeof select>, from: Date, to: Date): Chosen {
  return query
    .where('i.started_at', '<', to)
    .where((eb) => eb.or([eb('i.ended_at', 'is', null), eb('i.ended_at', '>', from)])) as unknown as Chosen;
}

/** Of these sites, all that touch a stretch of time and were not filled later. */
export async function findGapsOf(db: Db, codes: readonly number[], from: Date, to: Date): Promise<GapRow[]> {
  if (codes.length === 0) return [];
  return await touching(select(db), from, to)
    .where(sql<boolean>`s.code = any(${[...codes]}::bigint[])`)
    .where('i.filled_at', 'is', null)
    .orderBy('i.started_at')
    .execute();
}

export interface GapFilter {
  scope: Reach;
  owners: ReadonlySet<string> | undefined;
  q: string | undefined;
  code: number | undefined;
  state: GapState | undefined;
  from: Date | undefined;
  to: Date | undefined;
}

function fitting(db: Db, { scope, owners, q, code, state, from, to }: GapFilter): Chosen {
  let query = select(db) as unknown as Chosen;
  if (from && to) query = touching(query as never, from, to);
  for (const ids of [scope === 'all' ? undefined : scope, owners]) {
    if (ids) query = query.where(sql<boolean>`s.owner_agency_id = any(${[...ids]}::uuid[])`);
  }
  if (code !== undefined) query = query.where('s.code', '=', code);
  for (const pattern of q === undefined ? [] : searchPatterns(q)) query = query.where('s.search', 'like', pattern);
  if (state === 'filled') return query.where('i.filled_at', 'is not', null);
  if (state === undefined) return query;
  return query.where('i.filled_at', 'is', null).where('i.ended_at', state === 'open' ? 'is' : 'is not', null);
}

/** A page, newest first. */
export async function listGaps(
  db: Db,
  filter: GapFilter,
  after: { startedAt: string; id: string } | null,
  limit: number,
): Promise<GapRow[]> {
  let query = fitting(db, filter);
  if (after)
    query = query.where(sql<boolean>`(i.started_at, i.id) < (${after.startedAt}::timestamptz, ${after.id}::uuid)`);
  return await query.orderBy('i.started_at', 'desc').orderBy('i.id', 'desc').limit(limit).execute();
}

export async function countGaps(db: Db, filter: GapFilter): Promise<{ total: number; open: number }> {
  return await fitting(db, filter)
    .clearSelect()
    .select([
      sql<number>`count(*)`.as('total'),
      sql<number>`count(*) filter (where i.ended_at is null and i.filled_at is null)`.as('open'),
    ])
    .executeTakeFirstOrThrow();
}
