import { type Kysely, sql } from 'kysely';
import type { Platform } from '#platform/server/platform.ts';
import type { AgencyKind, AgencyLevel } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';

/** An agency as other modules see it: enough to name it and to file things under it. */
export interface AgencyBrief {
  id: string;
  name: string;
  shortName: string;
  kind: AgencyKind;
  level: AgencyLevel;
  parentId: string | null;
  /** Electronic identifier (QĐ 20/2020), statistics code (QĐ 19/2025); null where there is none. */
  eid: string | null;
  statisticsCode: string | null;
}

export async function findBriefs(
  db: Kysely<DirectoryTables>,
  day: Day,
  ids: readonly string[] | 'all',
): Promise<AgencyBrief[]> {
  const only = ids === 'all' ? sql`` : sql`and a.id = any(${[...ids]}::uuid[])`;
  const { rows } = await sql<AgencyBrief>`
    select a.id, n.name, n.short_name as "shortName", a.kind, a.level, p.parent_id as "parentId",
      e.code as eid, s.code as "statisticsCode"
    from directory.agency a
    join directory.agency_name n on n.agency_id = a.id and ${inForce('n', day)}
    left join directory.agency_parent p on p.agency_id = a.id and ${inForce('p', day)}
    left join directory.agency_code e on e.agency_id = a.id and e.system = 'eid' and ${inForce('e', day)}
    left join directory.agency_code s on s.agency_id = a.id and s.system = 'statistics' and ${inForce('s', day)}
    where ${inForce('a', day)} ${only} order by a.sort, n.name, a.id`.execute(db);
  return rows;
}

/** Where these agencies lie, as far as it is known. */
export async function findAgencyPoints(
  platform: Platform,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { longitude: number; latitude: number }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; longitude: number; latitude: number }>`
    select id, longitude, latitude from directory.agency
    where id = any(${[...ids]}::uuid[]) and longitude is not null and latitude is not null`.execute(
    platform.db as Kysely<DirectoryTables>,
  );
  return new Map(rows.map(({ id, ...point }) => [id, point]));
}
