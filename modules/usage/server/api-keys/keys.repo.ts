import { type Kysely, sql, type Transaction } from 'kysely';
import type { UsageTables } from '../tables.ts';

type Db = Kysely<UsageTables> | Transaction<UsageTables>;

/** A key as it is kept, without its token. */
export interface KeyRecord {
  id: string;
  name: string;
  agencyId: string;
  below: boolean;
  /** Null: all sites of the agency. */
  siteCodes: number[] | null;
  createdAt: Date;
  expiresOn: string;
  revokedAt: Date | null;
  lastUsedOn: string | null;
}

function select(db: Db) {
  return (db as Kysely<UsageTables>)
    .selectFrom('usage.api_key')
    .select([
      'id',
      'name',
      'agency_id as agencyId',
      'below',
      'site_codes as siteCodes',
      'created_at as createdAt',
      'expires_on as expiresOn',
      'revoked_at as revokedAt',
      'last_used_on as lastUsedOn',
    ]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

/** The driver gives the elements of a bigint array as texts. */
const record = (row: Selected): KeyRecord => ({ ...row, siteCodes: row.siteCodes?.map(Number) ?? null });

export async function insertKey(
  trx: Transaction<UsageTables>,
  key: KeyRecord,
  tokenHash: Buffer,
  createdBy: string | null,
): Promise<void> {
  await trx
    .insertInto('usage.api_key')
    .values({
      id: key.id,
      name: key.name,
      agency_id: key.agencyId,
      below: key.below,
      site_codes: key.siteCodes,
      token_hash: tokenHash,
      created_by: createdBy,
      created_at: key.createdAt,
      expires_on: key.expiresOn,
      revoked_at: null,
      last_used_on: null,
    })
    .execute();
}

/** Keys that are not revoked and read a site: of its owner, or of an agency above it that reads all below. Newest first. */
export async function listKeysOfSite(
  db: Db,
  site: { code: number; ownerId: string; above: readonly string[] },
  after: string | null,
  limit: number,
): Promise<KeyRecord[]> {
  let query = select(db)
    .where('revoked_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('agency_id', '=', site.ownerId),
        eb.and([eb('below', '=', true), sql<boolean>`agency_id = any(${[...site.above]}::uuid[])`]),
      ]),
    )
    .where(sql<boolean>`(site_codes is null or ${site.code} = any(site_codes))`);
  if (after !== null) query = query.where('id', '<', after);
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(record);
}

export async function findKey(db: Db, id: string): Promise<KeyRecord | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst();
  return row && record(row);
}

export async function findKeyByHash(db: Db, tokenHash: Buffer): Promise<KeyRecord | undefined> {
  const row = await select(db).where('token_hash', '=', tokenHash).executeTakeFirst();
  return row && record(row);
}

/** False when somebody else revoked it meanwhile. */
export async function setRevoked(trx: Transaction<UsageTables>, id: string, at: Date): Promise<boolean> {
  const done = await trx
    .updateTable('usage.api_key')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** A measurement, as hits are: written without audit, once a day. */
export async function noteUse(db: Kysely<UsageTables>, id: string, day: string): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- a measurement, no act of anybody
  await db
    .updateTable('usage.api_key')
    .set({ last_used_on: day })
    .where('id', '=', id)
    .where(sql<boolean>`last_used_on is distinct from ${day}::date`)
    .execute();
}
