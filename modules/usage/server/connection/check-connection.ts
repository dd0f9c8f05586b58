import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { ConnectionCheck } from '../../contract.ts';
import { requireOpenSite } from '../sites/change-site.ts';
import { requireSite } from '../sites/get-site.ts';
import type { UsageTables } from '../tables.ts';
import { checkConnectionJob } from './check-connection.job.ts';
import { findNewestCheck, insertCheck, NOTHING } from './checks.repo.ts';

/** Asks for a look at the site's page; a job does it. @throws usage.site_not_found, usage.site_closed */
export async function checkConnection(ctx: Context, code: number): Promise<ConnectionCheck> {
  requirePermission(ctx, 'usage.site.write', (await requireSite(ctx, code)).ownerId);
  const at = ctx.platform.now();
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const site = await requireOpenSite(trx, code);
    const check = uuidv7();
    await insertCheck(trx, check, site.id, at);
    await tx.enqueue(checkConnectionJob, { check });
    tx.audit({
      action: 'usage.site.ask_check',
      subject: { type: 'usage.site', id: site.id },
      unitId: site.ownerId,
      before: null,
      after: { check },
    });
  });
  return { ...NOTHING, state: 'waiting', askedAt: at.toISOString(), doneAt: null };
}

/** @throws usage.site_not_found */
export async function getConnection(ctx: Context, code: number): Promise<{ check: ConnectionCheck | null }> {
  const site = await requireSite(ctx, code);
  return { check: await findNewestCheck(ctx.platform.db as Kysely<UsageTables>, site.id) };
}
