import { type Kysely, sql } from 'kysely';
import type { Platform } from '#platform/server/platform.ts';
import type { DirectoryTables } from '../tables.ts';
import { type Day, dayOf } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';

/** A person as other modules see it: how to name and reach them, and their first post of the day. */
export interface PersonBrief {
  id: string;
  name: string;
  email: string | null;
  position: string | null;
  unitId: string | null;
}

/** These people by id, with their posts of a day (today where none is given); who is not known is absent. */
export async function findPersonBriefs(
  platform: Platform,
  ids: readonly string[],
  day: Day = dayOf(platform.now()),
): Promise<ReadonlyMap<string, PersonBrief>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<PersonBrief>`
    select p.id, p.name, p.email, s.position, s.agency_id as "unitId" from directory.person p
    left join lateral (
      select po.name as position, s.agency_id from directory.assignment s
      join directory.position po on po.id = s.position_id
      where s.person_id = p.id and ${inForce('s', day)} order by s.is_primary desc, s.valid_from desc, s.id limit 1
    ) s on true
    where p.id = any(${[...new Set(ids)]}::uuid[])`.execute(platform.db as Kysely<DirectoryTables>);
  return new Map(rows.map((brief) => [brief.id, brief]));
}
