import type { Kysely, Transaction } from 'kysely';
import type { Agency, AgencyImageUse } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

export interface AgencyImage {
  fileKey: string;
  mediaType: string;
  sha256: Buffer;
}

export async function findImage(db: Db, agencyId: string, use: AgencyImageUse): Promise<AgencyImage | null> {
  const row = await db
    .selectFrom('directory.agency_image')
    .select(['file_key as fileKey', 'media_type as mediaType', 'sha256'])
    .where('agency_id', '=', agencyId)
    .where('use', '=', use)
    .executeTakeFirst();
  return row ?? null;
}

/** The paths change with the content, so that browsers may keep what they have. */
export async function findImagePaths(db: Db, agencyId: string): Promise<Agency['images']> {
  const rows = await db
    .selectFrom('directory.agency_image')
    .select(['use', 'sha256'])
    .where('agency_id', '=', agencyId)
    .execute();
  const pathOf = (use: AgencyImageUse) => {
    const row = rows.find((one) => one.use === use);
    const version = row?.sha256.toString('hex').slice(0, 12);
    return row ? `/api/directory/agencies/${agencyId}/images/${use}?v=${version}` : null;
  };
  return { seal: pathOf('seal'), logo: pathOf('logo') };
}

export async function saveImage(
  trx: Transaction<DirectoryTables>,
  agencyId: string,
  use: AgencyImageUse,
  image: AgencyImage,
): Promise<void> {
  const values = { file_key: image.fileKey, media_type: image.mediaType, sha256: image.sha256 };
  await trx
    .insertInto('directory.agency_image')
    .values({ agency_id: agencyId, use, ...values })
    .onConflict((conflict) => conflict.columns(['agency_id', 'use']).doUpdateSet(values))
    .execute();
}

export async function deleteImage(
  trx: Transaction<DirectoryTables>,
  agencyId: string,
  use: AgencyImageUse,
): Promise<void> {
  await trx.deleteFrom('directory.agency_image').where('agency_id', '=', agencyId).where('use', '=', use).execute();
}
