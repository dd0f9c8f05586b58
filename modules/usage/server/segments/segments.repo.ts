import { type Kysely, sql, type Transaction } from 'kysely';
import type { Reach } from '#platform/server/auth/actor.ts';
import type { UsageTables } from '../tables.ts';

type Db = Kysely<UsageTables> | Transaction<UsageTables>;

export interface SegmentRecord {
  id: string;
  name: string;
  expression: string;
  /** Null: only its maker's. */
  agencyId: string | null;
  personId: string;
}

function select(db: Db) {
  return (db as Kysely<UsageTables>)
    .selectFrom('usage.segment')
    .select(['id', 'name', 'expression', 'agency_id as agencyId', 'person_id as personId']);
}

/** Those of a person, and those shared with agencies of this reach; by name. */
export async function segmentsFor(db: Db, personId: string, reach: Reach, limit: number): Promise<SegmentRecord[]> {
  return await select(db)
    .where((eb) =>
      eb.or([
        eb('person_id', '=', personId),
        reach === 'all' ? eb('agency_id', 'is not', null) : sql<boolean>`agency_id = any(${[...reach]}::uuid[])`,
      ]),
    )
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function findSegment(db: Db, id: string): Promise<SegmentRecord | undefined> {
  return await select(db).where('id', '=', id).executeTakeFirst();
}

export async function insertSegment(trx: Transaction<UsageTables>, segment: SegmentRecord): Promise<void> {
  const { id, name, expression, agencyId, personId } = segment;
  await trx
    .insertInto('usage.segment')
    .values({ id, name, expression, agency_id: agencyId, person_id: personId })
    .execute();
}

export async function deleteSegment(trx: Transaction<UsageTables>, id: string): Promise<void> {
  await trx.deleteFrom('usage.segment').where('id', '=', id).execute();
}
