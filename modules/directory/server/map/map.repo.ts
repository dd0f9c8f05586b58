import { type Kysely, sql, type Transaction } from 'kysely';
import type { MapUnit } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';
import type { Polygon } from './simplify.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

/** More commune-level agencies than the whole country has. */
const AT_MOST = 5_000;

type PlacedUnit = Omit<MapUnit, 'longitude' | 'latitude'> & {
  longitude: number | null;
  latitude: number | null;
  placeSource: string | null;
};

/** Commune-level agencies of a day: those that are a place, no divisions. */
export async function listUnits(db: Db, day: Day): Promise<PlacedUnit[]> {
  const { rows } = await sql<PlacedUnit>`
    select a.id, n.name, n.short_name as "shortName", a.kind, c.code, a.longitude, a.latitude, a.area_km2 as "areaKm2",
      a.place_source as "placeSource",
      (select count(distinct s.person_id) from directory.assignment s
        where s.agency_id = a.id and ${inForce('s', day)}) as people
    from directory.agency a
    join directory.agency_name n on n.agency_id = a.id and ${inForce('n', day)}
    left join directory.agency_code c on c.agency_id = a.id and c.system = 'statistics' and ${inForce('c', day)}
    where ${inForce('a', day)} and a.kind in ('commune', 'ward', 'township', 'special_zone')
    order by n.name, a.id limit ${AT_MOST}`.execute(db);
  return rows;
}

export async function findBoundaries(db: Db, agencyIds: readonly string[]) {
  return await db
    .selectFrom('directory.boundary')
    .select(['agency_id as id', 'polygons', 'source'])
    .where(sql<boolean>`agency_id = any(${[...agencyIds]}::uuid[])`)
    .execute();
}

export async function replaceBoundaries(
  trx: Transaction<DirectoryTables>,
  boundaries: readonly { agencyId: string; polygons: readonly Polygon[] }[],
  source: string,
  now: Date,
): Promise<number> {
  const removed = await deleteBoundaries(trx);
  const rows = boundaries.map(({ agencyId, polygons }) => ({
    agency_id: agencyId,
    source,
    polygons: JSON.stringify(polygons),
    imported_at: now,
  }));
  if (rows.length > 0) await trx.insertInto('directory.boundary').values(rows).execute();
  return removed;
}

export async function deleteBoundaries(trx: Transaction<DirectoryTables>): Promise<number> {
  const result = await trx.deleteFrom('directory.boundary').executeTakeFirst();
  return Number(result.numDeletedRows);
}
