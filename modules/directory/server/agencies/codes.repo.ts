import { type Kysely, sql, type Transaction } from 'kysely';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { inForce } from '../time/in-force.repo.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

/** The code by which each of these agencies is known on a day: its electronic identifier, else its statistics code. */
export async function findCodes(db: Db, agencyIds: readonly string[], day: Day): Promise<ReadonlyMap<string, string>> {
  if (agencyIds.length === 0) return new Map();
  const { rows } = await sql<{ agencyId: string; code: string }>`
    select distinct on (c.agency_id) c.agency_id as "agencyId", c.code from directory.agency_code c
    where c.agency_id = any(${[...new Set(agencyIds)]}::uuid[]) and c.system in ('eid', 'statistics') and ${inForce('c', day)}
    order by c.agency_id, c.system`.execute(db);
  return new Map(rows.map(({ agencyId, code }) => [agencyId, code]));
}
