import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type LogImport, logImportTopic } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import type { UsageTables } from '../tables.ts';
import {
  type Change,
  deleteImport,
  findImportForChange,
  type ImportRecord,
  type ImportState,
  setImportState,
} from './imports.repo.ts';
import { importView, inAudit } from './view.ts';

/** Another state than those from which the change may come; somebody was quicker. */
export class OtherState extends Error {}

/**
 * Moves an import from one of these states to another, with its audit and its event.
 * @throws OtherState; usage.log_import_not_found
 */
export async function changeImport(
  ctx: Context,
  one: Pick<ImportRecord, 'id' | 'ownerId' | 'siteCode'>,
  from: readonly ImportState[],
  change: Change,
): Promise<LogImport> {
  requirePermission(ctx, 'usage.site.write', one.ownerId);
  return await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const before = await findImportForChange(trx, one.id);
    if (before === undefined) throw usageErrors.fail('usage.log_import_not_found');
    if (!from.includes(before.state)) throw new OtherState(`It is ${before.state}.`);
    await setImportState(trx, one.id, change, ctx.platform.now());
    const after = (await findImportForChange(trx, one.id)) as ImportRecord;
    tx.audit({
      action: `usage.log_import.${change.state}`,
      subject: { type: 'usage.log_import', id: one.id },
      unitId: one.ownerId,
      before: inAudit(before),
      after: inAudit(after),
    });
    tx.emit({ topic: logImportTopic(one.siteCode) });
    return importView(after);
  });
}

/** Takes back an upload that was not started: the row and the file go. */
export async function discardImport(ctx: Context, one: ImportRecord): Promise<void> {
  requirePermission(ctx, 'usage.site.write', one.ownerId);
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const before = await findImportForChange(trx, one.id);
    if (before?.state !== 'uploaded') throw new OtherState(`It is ${before?.state ?? 'gone'}.`);
    await deleteImport(trx, one.id);
    tx.audit({
      action: 'usage.log_import.discard',
      subject: { type: 'usage.log_import', id: one.id },
      unitId: one.ownerId,
      before: inAudit(before),
      after: null,
    });
    tx.emit({ topic: logImportTopic(one.siteCode) });
  });
  if (one.file_key !== null) await ctx.platform.files.remove(one.file_key);
}
