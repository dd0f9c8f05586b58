import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type AgencyImageUse, IMAGE_MAX_BYTES } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED } from '../cache.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { deleteImage, findImage, saveImage } from './images.repo.ts';
import { readPicture } from './picture.ts';
import { requireOpen } from './require-open.ts';

/** The bytes of an agency's seal or logo. @throws directory.image_not_found */
export async function getImage(ctx: Context, agencyId: string, use: AgencyImageUse) {
  requirePermission(ctx, 'directory.agency.read');
  const image = await findImage(ctx.platform.db as Kysely<DirectoryTables>, agencyId, use);
  if (!image) throw directoryErrors.fail('directory.image_not_found');
  return { mediaType: image.mediaType, bytes: await buffer(await ctx.platform.files.get(image.fileKey)) };
}

/**
 * Sets an agency's seal or logo. The file before stays in the store: the audit names it.
 * @throws directory.agency_not_found, directory.agency_closed, directory.image_refused, platform.too_large
 */
export async function putImage(ctx: Context, agencyId: string, use: AgencyImageUse, base64: string): Promise<void> {
  requirePermission(ctx, 'directory.agency.write', agencyId);
  const bytes = Buffer.from(base64, 'base64');
  const { mediaType, size } = readPicture(bytes);
  const fileKey = `directory/${dayOf(ctx.platform.now()).slice(0, 4)}/${uuidv7()}`;
  const { sha256 } = await ctx.platform.files.put(fileKey, Readable.from([bytes]), IMAGE_MAX_BYTES);
  await transact(ctx, async (tx) => {
    const trx = tx.as<DirectoryTables>();
    await requireOpen(ctx, trx, agencyId);
    const before = await findImage(trx, agencyId, use);
    await saveImage(trx, agencyId, use, { fileKey, mediaType, sha256 });
    tx.audit({
      action: `directory.agency.set_${use}`,
      subject: { type: 'directory.agency', id: agencyId },
      unitId: agencyId,
      before: before && { ...before, sha256: before.sha256.toString('hex') },
      after: { fileKey, mediaType, size, sha256: sha256.toString('hex') },
    });
    tx.emit({ topic: CHANGED });
  });
}

/** Takes a seal or logo away. @throws directory.agency_not_found, directory.agency_closed, directory.image_not_found */
export async function removeImage(ctx: Context, agencyId: string, use: AgencyImageUse): Promise<void> {
  requirePermission(ctx, 'directory.agency.write', agencyId);
  await transact(ctx, async (tx) => {
    const trx = tx.as<DirectoryTables>();
    await requireOpen(ctx, trx, agencyId);
    const before = await findImage(trx, agencyId, use);
    if (!before) throw directoryErrors.fail('directory.image_not_found');
    await deleteImage(trx, agencyId, use);
    tx.audit({
      action: `directory.agency.remove_${use}`,
      subject: { type: 'directory.agency', id: agencyId },
      unitId: agencyId,
      before: { ...before, sha256: before.sha256.toString('hex') },
      after: null,
    });
    tx.emit({ topic: CHANGED });
  });
}
