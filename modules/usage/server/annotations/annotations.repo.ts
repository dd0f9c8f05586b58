import { type Kysely, sql, type Transaction } from 'kysely';
import type { UsageTables } from '../tables.ts';

type Db = Kysely<UsageTables> | Transaction<UsageTables>;

export interface AnnotationRecord {
  id: string;
  agencyId: string;
  /** Null: of all sites of the agency and below. */
  siteId: string | null;
  day: string;
  text: string;
  createdBy: string;
  createdAt: Date;
}

function select(db: Db) {
  return (db as Kysely<UsageTables>)
    .selectFrom('usage.annotation')
    .select([
      'id',
      'agency_id as agencyId',
      'site_id as siteId',
      'day',
      'text',
      'created_by as createdBy',
      'created_at as createdAt',
    ]);
}

/** Notes of a site, and those of these agencies for all their sites; the newest day first. */
export async function findAnnotations(
  db: Db,
  siteId: string,
  agencies: readonly string[],
  { from, to }: { from: string; to: string },
  limit: number,
): Promise<AnnotationRecord[]> {
  return await select(db)
    .where((eb) =>
      eb.or([
        eb('site_id', '=', siteId),
        eb.and([eb('site_id', 'is', null), sql<boolean>`agency_id = any(${[...agencies]}::uuid[])`]),
      ]),
    )
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function findAnnotation(db: Db, id: string): Promise<AnnotationRecord | undefined> {
  return await select(db).where('id', '=', id).executeTakeFirst();
}

export async function insertAnnotations(
  trx: Transaction<UsageTables>,
  notes: readonly AnnotationRecord[],
): Promise<void> {
  await trx
    .insertInto('usage.annotation')
    .values(
      notes.map((note) => ({
        id: note.id,
        agency_id: note.agencyId,
        site_id: note.siteId,
        day: note.day,
        text: note.text,
        created_by: note.createdBy,
        created_at: note.createdAt,
      })),
    )
    .execute();
}

/** False where somebody else was quicker. */
export async function deleteAnnotation(trx: Transaction<UsageTables>, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('usage.annotation').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
