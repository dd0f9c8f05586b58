import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type {
  AgencyContact,
  AgencyKind,
  AgencyLevel,
  AgencyRef,
  AgencyRow,
  CodeSystem,
  Period,
} from '../../contract.ts';
import { fold } from '../names/fold.ts';
import { wordsIn } from '../names/search.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

export interface AgencyFilter {
  day: Day;
  kind?: AgencyKind | undefined;
  level?: AgencyLevel | undefined;
}

/** A row with the values by which lists are sorted: among brothers and sisters, and among what a search found. */
export type SortedRow = AgencyRow & { sort: number; rank: number };

interface FlatRow {
  id: string;
  name: string;
  shortName: string;
  kind: AgencyKind;
  level: AgencyLevel;
  sort: number;
  rank: number;
  code: string | null;
  parentId: string | null;
  parentName: string | null;
  parentShortName: string | null;
  childCount: number;
  peopleCount: number;
  from: string | null;
  to: string | null;
}

/** Agencies of a day by name, after a place `[name, id]`. */
export async function listByName(db: Db, filter: AgencyFilter, after: readonly unknown[] | null, limit: number) {
  const place = after ? sql`and (n.name, a.id) > (${after[0]}, ${after[1]}::uuid)` : sql``;
  const page = sql`${conditions(filter)} ${place} order by n.name, a.id limit ${limit}`;
  return await select(db, filter.day, page, sql`a.name, a.id`);
}

/**
 * What a search found, the closest first, then by name; after a place `[rank, name, id]`. The page is cut from the names
 * alone: of ten thousand that fit, only those shown are looked up.
 */
export async function listByRank(
  db: Db,
  filter: AgencyFilter & { q: string },
  after: readonly unknown[] | null,
  limit: number,
) {
  const rank = rankOf(filter.q);
  const place = after
    ? sql`and (${rank}, n.name, n.agency_id) > (${after[0]}::int, ${after[1]}, ${after[2]}::uuid)`
    : sql``;
  const { rows } = await sql<{ id: string }>`
    select n.agency_id as id from directory.agency_name n where ${found(filter)} ${place}
    order by ${rank}, n.name, n.agency_id limit ${limit}`.execute(db);
  if (rows.length === 0) return [];
  const page = sql`and a.id = any(${rows.map(({ id }) => id)}::uuid[])`;
  return await select(db, filter.day, page, sql`a.rank, a.name, a.id`, rank);
}

/** Names of the day (alias `n`) that bear the words, or whose agency bears the code; of the kind asked for. */
function found({ q, kind, level, day }: AgencyFilter & { q: string }): RawBuilder<unknown> {
  const words = sql.join([sql`true`, ...wordsIn('n', q)], sql` and `);
  const sorts = [kind && sql`a.kind = ${kind}`, level && sql`a.level = ${level}`].filter((one) => one !== undefined);
  const ofSort =
    sorts.length === 0
      ? sql``
      : sql`and exists (select from directory.agency a where a.id = n.agency_id and ${sql.join(sorts, sql` and `)})`;
  return sql`${inForce('n', day)} and ((${words}) or n.agency_id = any(array(${byCode(q, day)}))) ${ofSort}`;
}

/** Beyond this a count costs more than it tells. */
const COUNTED = 2_000;

/** How many a search finds; null for more than {@link COUNTED}. */
export async function countFound(db: Db, filter: AgencyFilter & { q: string }): Promise<number | null> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from directory.agency_name n where ${found(filter)} limit ${COUNTED + 1}
    ) counted`.execute(db);
  const count = rows[0]?.count ?? 0;
  return count > COUNTED ? null : count;
}

/** 0: the words are its name or short name; 1: its name begins with them; 2: they stand somewhere. */
function rankOf(q: string): RawBuilder<unknown> {
  const words = fold(q);
  const text = words.replace(/[\\%_]/g, '\\$&');
  // `search` is the folded name and short name with a space between; folding keeps the length of a name.
  return sql`case
    when n.search like ${`${text} %`} and char_length(n.name) = ${words.length}::int then 0
    when n.search like ${`% ${text}`} and char_length(n.short_name) = ${words.length}::int then 0
    when n.search like ${`${text}%`} then 1
    else 2 end`;
}

export async function countByName(db: Db, filter: AgencyFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from directory.agency a
    where ${inForce('a', filter.day)} ${conditions(filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Agencies directly below one, or these roots, in their order. */
export async function listBelow(
  db: Db,
  day: Day,
  below: string | { roots: readonly string[] },
  after: readonly unknown[] | null,
  limit: number,
): Promise<SortedRow[]> {
  const place = after ? sql`and (a.sort, n.name, a.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql``;
  const where =
    typeof below === 'string' ? sql`and p.parent_id = ${below}` : sql`and a.id = any(${[...below.roots]}::uuid[])`;
  const page = sql`${where} ${place} order by a.sort, n.name, a.id limit ${limit}`;
  return await select(db, day, page, sql`a.sort, a.name, a.id`);
}

export async function countBelow(db: Db, day: Day, parentId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from directory.agency a
    join directory.agency_parent p on p.agency_id = a.id and ${inForce('p', day)}
    where ${inForce('a', day)} and p.parent_id = ${parentId}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** These agencies as they were on the day; those that were not there are left out. */
export async function findAgencies(db: Db, ids: readonly string[], day: Day): Promise<SortedRow[]> {
  if (ids.length === 0) return [];
  return await select(db, day, sql`and a.id = any(${[...ids]}::uuid[])`, sql`a.name, a.id`);
}

function conditions({ kind, level }: AgencyFilter): RawBuilder<unknown> {
  const parts = [sql``];
  if (kind) parts.push(sql`and a.kind = ${kind}`);
  if (level) parts.push(sql`and a.level = ${level}`);
  return sql.join(parts, sql` `);
}

function byCode(q: string, day: Day): RawBuilder<unknown> {
  const prefix = `${q.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return sql`select k.agency_id from directory.agency_code k where ${inForce('k', day)}
    and (k.code like ${prefix} or k.code like ${prefix.toUpperCase()})`;
}

/**
 * The page is cut first and decorated after: what is counted for each row is counted for the rows shown only. `where`
 * filters, sorts and limits; the order is asked for once more at the end, because a join promises none.
 */
async function select(
  db: Db,
  day: Day,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  rank: RawBuilder<unknown> = sql`0`,
): Promise<SortedRow[]> {
  const { rows } = await sql<FlatRow>`
    with page as materialized (
      select a.id, n.name, n.short_name, a.kind, a.level, a.sort, ${rank} as rank, p.parent_id, a.valid_from, a.valid_to
      from directory.agency a
      join directory.agency_name n on n.agency_id = a.id and ${inForce('n', day)}
      left join directory.agency_parent p on p.agency_id = a.id and ${inForce('p', day)}
      where ${inForce('a', day)} ${where}
    )
    select a.id, a.name, a.short_name as "shortName", a.kind, a.level, a.sort, a.rank,
      (select c.code from directory.agency_code c
        where c.agency_id = a.id and c.system in ('eid', 'statistics') and ${inForce('c', day)}
        order by c.system limit 1) as code,
      a.parent_id as "parentId", pn.name as "parentName", pn.short_name as "parentShortName",
      (select count(*) from directory.agency_parent b where b.parent_id = a.id and ${inForce('b', day)}) as "childCount",
      (select count(distinct s.person_id) from directory.assignment s
        where s.agency_id = a.id and ${inForce('s', day)}) as "peopleCount",
      a.valid_from as "from", a.valid_to as "to"
    from page a
    left join directory.agency_name pn on pn.agency_id = a.parent_id and ${inForce('pn', day)}
    order by ${order}`.execute(db);
  return rows.map(toRow);
}

function toRow(flat: FlatRow): SortedRow {
  const { parentId, parentName, parentShortName, from, to, ...row } = flat;
  const parent =
    parentId && parentName ? { id: parentId, name: parentName, shortName: parentShortName ?? parentName } : null;
  return { ...row, parent, period: { from, to } };
}

/** Every agency of a day with its parent, for the tree in memory. */
export async function findParents(db: Db, day: Day): Promise<{ id: string; parent: string | null }[]> {
  const { rows } = await sql<{ id: string; parent: string | null }>`
    select a.id, p.parent_id as parent from directory.agency a
    left join directory.agency_parent p on p.agency_id = a.id and ${inForce('p', day)}
    where ${inForce('a', day)}`.execute(db);
  return rows;
}

export interface AgencyLife {
  id: string;
  kind: AgencyKind;
  level: AgencyLevel;
  period: Period;
  place: { longitude: number; latitude: number; areaKm2: number | null } | null;
  contact: AgencyContact;
}

export async function findLife(db: Db, id: string): Promise<AgencyLife | null> {
  const row = await db.selectFrom('directory.agency').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const { longitude, latitude, area_km2, address, phone, email, website } = row;
  return {
    id,
    kind: row.kind,
    level: row.level,
    period: { from: row.valid_from, to: row.valid_to },
    contact: { address, phone, email, website },
    place: longitude === null || latitude === null ? null : { longitude, latitude, areaKm2: area_km2 },
  };
}

/** From the root down to the parent, on a day. */
export async function findPath(db: Db, id: string, day: Day): Promise<AgencyRef[]> {
  const { rows } = await sql<AgencyRef>`
    with recursive up (id, depth) as (
      select ${id}::uuid, 0
      union all
      select p.parent_id, up.depth + 1 from up join directory.agency_parent p on p.agency_id = up.id and ${inForce('p', day)}
      where up.depth < 20
    )
    select up.id, n.name, n.short_name as "shortName" from up
    join directory.agency_name n on n.agency_id = up.id and ${inForce('n', day)}
    where up.depth > 0 order by up.depth desc`.execute(db);
  return rows;
}

/** People at and below an agency on a day, each once. */
export async function countPeopleBelow(db: Db, id: string, day: Day): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with recursive below (id) as (
      select ${id}::uuid
      union
      select p.agency_id from below join directory.agency_parent p on p.parent_id = below.id and ${inForce('p', day)}
    )
    select count(distinct s.person_id) as count from directory.assignment s
    where s.agency_id in (select id from below) and ${inForce('s', day)}`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface NewAgency {
  id: string;
  kind: AgencyKind;
  level: AgencyLevel;
  name: string;
  shortName: string;
  parentId: string | null;
  period: Period;
  codes: readonly { system: CodeSystem; code: string; sample: boolean }[];
  sort?: number;
  place?: { longitude: number; latitude: number; areaKm2: number } | null;
}

/** Adds agencies with their first name, parent and codes, all for the agency's own period. Four statements, however many. */
export async function insertAgencies(trx: Transaction<DirectoryTables>, agencies: readonly NewAgency[]): Promise<void> {
  if (agencies.length === 0) return;
  const dated = ({ period }: NewAgency) => ({ valid_from: period.from, valid_to: period.to });
  await trx
    .insertInto('directory.agency')
    .values(
      agencies.map((agency) => ({
        id: agency.id,
        kind: agency.kind,
        level: agency.level,
        sort: agency.sort ?? 0,
        longitude: agency.place?.longitude ?? null,
        latitude: agency.place?.latitude ?? null,
        area_km2: agency.place?.areaKm2 ?? null,
        ...dated(agency),
      })),
    )
    .execute();
  const names = agencies.map((agency) => ({
    id: uuidv7(),
    agency_id: agency.id,
    name: agency.name,
    short_name: agency.shortName,
    search: fold(`${agency.name} ${agency.shortName}`),
    ...dated(agency),
  }));
  await trx.insertInto('directory.agency_name').values(names).execute();
  const parents = agencies.flatMap((agency) =>
    agency.parentId ? [{ id: uuidv7(), agency_id: agency.id, parent_id: agency.parentId, ...dated(agency) }] : [],
  );
  if (parents.length > 0) await trx.insertInto('directory.agency_parent').values(parents).execute();
  const codes = agencies.flatMap((agency) =>
    agency.codes.map((code) => ({ id: uuidv7(), agency_id: agency.id, ...code, ...dated(agency) })),
  );
  if (codes.length > 0) await trx.insertInto('directory.agency_code').values(codes).execute();
}

/** Ends the name of a day and begins another that holds until the old one would have. */
export async function replaceName(
  trx: Transaction<DirectoryTables>,
  old: { id: string; agencyId: string; to: string | null },
  name: { name: string; shortName: string; from: Day },
): Promise<void> {
  await trx.updateTable('directory.agency_name').set({ valid_to: name.from }).where('id', '=', old.id).execute();
  await trx
    .insertInto('directory.agency_name')
    .values({
      id: uuidv7(),
      agency_id: old.agencyId,
      name: name.name,
      short_name: name.shortName,
      search: fold(`${name.name} ${name.shortName}`),
      valid_from: name.from,
      valid_to: old.to,
    })
    .execute();
}

export async function updateContact(
  trx: Transaction<DirectoryTables>,
  id: string,
  contact: AgencyContact,
): Promise<void> {
  await trx.updateTable('directory.agency').set(contact).where('id', '=', id).execute();
}

export async function insertCode(
  trx: Transaction<DirectoryTables>,
  code: { agencyId: string; system: CodeSystem; code: string; from: Day; to: Day | null },
): Promise<void> {
  await trx
    .insertInto('directory.agency_code')
    .values({
      id: uuidv7(),
      agency_id: code.agencyId,
      system: code.system,
      code: code.code,
      valid_from: code.from,
      valid_to: code.to,
    })
    .execute();
}
