import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type LogImport, logImportTopic } from '../../contract.ts';
import type { UsageTables } from '../tables.ts';
import { findImportForChange, type ImportRecord, setImportState } from './imports.repo.ts';
import { undoImportJob } from './undo-import.job.ts';
import { importView, inAudit, requireImport, requireState } from './view.ts';

/** Asks for the hits of an import to be taken out again. @throws usage.site_not_found, usage.log_import_not_found, usage.log_import_state */
export async function undoLogImport(ctx: Context, code: number, id: string): Promise<LogImport> {
  const one = await requireImport(ctx, code, id);
  requirePermission(ctx, 'usage.site.write', one.ownerId);
  return await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const before = (await findImportForChange(trx, id)) ?? one;
    requireState(before, 'undo');
    await setImportState(trx, id, { state: 'undoing' }, ctx.platform.now());
    await tx.enqueue(undoImportJob, { id });
    const after = (await findImportForChange(trx, id)) as ImportRecord;
    tx.audit({
      action: 'usage.log_import.undo',
      subject: { type: 'usage.log_import', id },
      unitId: one.ownerId,
      before: inAudit(before),
      after: inAudit(after),
    });
    tx.emit({ topic: logImportTopic(code) });
    return importView(after);
  });
}
