import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type LogImport, logImportTopic } from '../../contract.ts';
import { requireOpenSite } from '../sites/change-site.ts';
import type { UsageTables } from '../tables.ts';
import { importLogJob } from './import-log.job.ts';
import { findImportForChange, type ImportRecord, setImportState } from './imports.repo.ts';
import { importView, inAudit, requireImport, requireState } from './view.ts';

/** Asks for an uploaded log to be counted. @throws usage.site_not_found, usage.site_closed, usage.log_import_not_found, usage.log_import_state */
export async function startLogImport(ctx: Context, code: number, id: string): Promise<LogImport> {
  const one = await requireImport(ctx, code, id);
  requirePermission(ctx, 'usage.site.write', one.ownerId);
  return await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    await requireOpenSite(trx, code);
    const before = (await findImportForChange(trx, id)) ?? one;
    requireState(before, 'start');
    await setImportState(trx, id, { state: 'waiting' }, ctx.platform.now());
    await tx.enqueue(importLogJob, { id });
    const after = (await findImportForChange(trx, id)) as ImportRecord;
    tx.audit({
      action: 'usage.log_import.start',
      subject: { type: 'usage.log_import', id },
      unitId: one.ownerId,
      before: inAudit(before),
      after: inAudit(after),
    });
    tx.emit({ topic: logImportTopic(code) });
    return importView(after);
  });
}
