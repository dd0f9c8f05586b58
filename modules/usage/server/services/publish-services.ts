import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { PublishServices } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { nameOfActor } from '../sites/name-of.ts';
import { requireOwner } from '../sites/owners.ts';
import type { UsageTables } from '../tables.ts';
import { deleteService, findService, saveServices } from './services.repo.ts';

/** Puts procedures into the catalogue of an agency; of a code that stands twice, the last counts. @throws usage.owner_not_found */
export async function publishServices(
  ctx: Context,
  given: PublishServices,
): Promise<{ added: number; changed: number }> {
  requirePermission(ctx, 'usage.site.write', given.agencyId);
  const { agencyId, source, services } = PublishServices.parse(given);
  await requireOwner(ctx, agencyId);
  const addedBy = nameOfActor(ctx);
  const addedAt = ctx.platform.now();
  const once = [...new Map(services.map((service) => [service.code, service])).values()];
  return await transact(ctx, async (tx) => {
    const saved = await saveServices(
      tx.as<UsageTables>(),
      once.map(({ code, name }) => ({ id: uuidv7(), agencyId, code, name, source, addedBy, addedAt })),
    );
    const added = saved.filter(({ isNew }) => isNew).length;
    tx.audit({
      action: 'usage.service.publish',
      subject: { type: 'usage.service', id: agencyId },
      unitId: agencyId,
      before: null,
      after: { source, codes: once.map(({ code }) => code) },
    });
    return { added, changed: saved.length - added };
  });
}

/** @throws usage.service_not_found */
export async function withdrawService(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'usage.site.write');
  const service = await findService(ctx.platform.db as Kysely<UsageTables>, id);
  if (!service || !may(ctx.actor, 'usage.site.write', service.agencyId))
    throw usageErrors.fail('usage.service_not_found');
  await transact(ctx, async (tx) => {
    if (!(await deleteService(tx.as<UsageTables>(), id))) throw usageErrors.fail('usage.service_not_found');
    const subject = { type: 'usage.service', id };
    tx.audit({ action: 'usage.service.withdraw', subject, unitId: service.agencyId, before: service, after: null });
  });
}
