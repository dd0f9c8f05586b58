import { type Kysely, sql, type Transaction } from 'kysely';
import type { AgencyCode, AgencyLink, AgencyParent, CodeSystem } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

/** Newest first; the oldest may begin before our records. */
const NEWEST_FIRST = sql`valid_from desc nulls last`;

export async function findNames(db: Db, agencyId: string) {
  const rows = await db
    .selectFrom('directory.agency_name')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy(NEWEST_FIRST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    shortName: row.short_name,
    period: { from: row.valid_from, to: row.valid_to },
  }));
}

export async function findCodes(db: Db, agencyId: string): Promise<AgencyCode[]> {
  const rows = await db
    .selectFrom('directory.agency_code')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('system')
    .orderBy(NEWEST_FIRST)
    .execute();
  return rows.map(({ system, code, sample, valid_from, valid_to }) => ({
    system,
    code,
    sample,
    period: { from: valid_from, to: valid_to },
  }));
}

/** The codes of one system with their rows. */
export async function findCodeRows(db: Db, agencyId: string, system: CodeSystem) {
  const rows = await db
    .selectFrom('directory.agency_code')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('system', '=', system)
    .execute();
  return rows.map((row) => ({ id: row.id, code: row.code, period: { from: row.valid_from, to: row.valid_to } }));
}

export async function endCode(trx: Transaction<DirectoryTables>, id: string, day: Day): Promise<void> {
  await trx.updateTable('directory.agency_code').set({ valid_to: day }).where('id', '=', id).execute();
}

/** Parents through time, each under the name it had when it became the parent. */
export async function findParentHistory(db: Db, agencyId: string): Promise<AgencyParent[]> {
  const { rows } = await sql<{ id: string; name: string; shortName: string; from: string | null; to: string | null }>`
    select p.parent_id as id, n.name, n.short_name as "shortName", p.valid_from as "from", p.valid_to as "to"
    from directory.agency_parent p
    join directory.agency_name n on n.agency_id = p.parent_id
      and daterange(n.valid_from, n.valid_to) @> coalesce(p.valid_from, p.valid_to - 1, current_date)
    where p.agency_id = ${agencyId} order by p.valid_from desc nulls last`.execute(db);
  return rows.map(({ from, to, ...agency }) => ({ agency, period: { from, to } }));
}

/** Links to and from other agencies; the other one under its name on that day, or on the day before if it ended then. */
export async function findLinks(db: Db, agencyId: string): Promise<AgencyLink[]> {
  const { rows } = await sql<Omit<AgencyLink, 'agency'> & { id: string; name: string; shortName: string }>`
    select case when l.from_agency_id = ${agencyId} then 'to' else 'from' end as direction,
      o.id, n.name, n.short_name as "shortName", l.kind, l.day, l.legal_basis as "legalBasis", l.guessed
    from directory.agency_link l
    join directory.agency o on o.id = case when l.from_agency_id = ${agencyId} then l.to_agency_id else l.from_agency_id end
    join lateral (
      select name, short_name from directory.agency_name
      where agency_id = o.id and daterange(valid_from, valid_to) && daterange(l.day - 1, l.day, '[]')
      order by valid_from desc nulls last limit 1
    ) n on true
    where l.from_agency_id = ${agencyId} or l.to_agency_id = ${agencyId}
    order by l.day desc, n.name limit 500`.execute(db);
  return rows.map(({ direction, kind, day, legalBasis, guessed, id, name, shortName }) => ({
    direction,
    agency: { id, name, shortName },
    kind,
    day,
    legalBasis,
    guessed,
  }));
}
