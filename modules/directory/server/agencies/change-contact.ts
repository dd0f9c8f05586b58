import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { AgencyContact } from '../../contract.ts';
import { CHANGED } from '../cache.ts';
import type { DirectoryTables } from '../tables.ts';
import { updateContact } from './agencies.repo.ts';
import { requireOpen } from './require-open.ts';

/** Says where the agency is reached. @throws directory.agency_not_found, directory.agency_closed */
export async function changeContact(ctx: Context, id: string, given: AgencyContact): Promise<void> {
  requirePermission(ctx, 'directory.agency.write', id);
  const input = AgencyContact.parse(given);
  await transact(ctx, async (tx) => {
    const trx = tx.as<DirectoryTables>();
    const { contact } = await requireOpen(ctx, trx, id);
    await updateContact(trx, id, input);
    tx.audit({
      action: 'directory.agency.change_contact',
      subject: { type: 'directory.agency', id },
      unitId: id,
      before: contact,
      after: input,
    });
    tx.emit({ topic: CHANGED });
  });
}
