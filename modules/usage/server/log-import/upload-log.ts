import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type LogImport, logImportTopic } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { requireOpenSite } from '../sites/change-site.ts';
import { requireSite } from '../sites/get-site.ts';
import type { UsageTables } from '../tables.ts';
import { findImportForChange, type ImportRecord, insertImport } from './imports.repo.ts';
import { readHead } from './read/head.ts';
import { importView } from './view.ts';

const MEGABYTE = 1024 * 1024;
const NO_FORM =
  'Fewer than half of its first lines are of Apache, nginx (common, combined) or IIS (W3C). Send the file itself as application/octet-stream.';

export const maxLogBytes = ({ platform }: Context): number => platform.config.LOG_IMPORT_MAX_MB * MEGABYTE;

/**
 * Takes a log in and looks whether it is one. Nothing of it is counted before somebody asks.
 * @throws usage.site_not_found, usage.site_closed, usage.log_unreadable, platform.too_large
 */
export async function uploadLog(ctx: Context, code: number, name: string, content: Readable): Promise<LogImport> {
  const { ownerId, state } = await requireSite(ctx, code);
  requirePermission(ctx, 'usage.site.write', ownerId);
  if (state === 'closed') throw usageErrors.fail('usage.site_closed');
  const { files, now } = ctx.platform;
  const at = now();
  const fileKey = `usage/${at.getUTCFullYear()}/${uuidv7()}`;
  const { size, sha256 } = await files.put(fileKey, content, maxLogBytes(ctx));
  try {
    const { format } = await readHead(await files.get(fileKey));
    if (format === null) {
      throw usageErrors.fail('usage.log_unreadable', { detail: NO_FORM });
    }
    const id = uuidv7();
    const by = ctx.actor.kind === 'anonymous' ? '' : ctx.actor.name;
    return await transact(ctx, async (tx) => {
      const trx = tx.as<UsageTables>();
      const site = await requireOpenSite(trx, code);
      await insertImport(trx, { id, siteId: site.id, fileKey, name, bytes: size, sha256, format, by, at });
      tx.audit({
        action: 'usage.log_import.upload',
        subject: { type: 'usage.log_import', id },
        unitId: site.ownerId,
        before: null,
        after: { site: code, name, bytes: size, sha256: sha256.toString('hex'), format },
      });
      tx.emit({ topic: logImportTopic(code) });
      return importView((await findImportForChange(trx, id)) as ImportRecord);
    });
  } catch (error) {
    await files.remove(fileKey);
    throw error;
  }
}
