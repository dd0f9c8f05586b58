import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { requireAdministrator } from './last-administrator.ts';
import { endGrant, takeGrant } from './roles.repo.ts';

/**
 * Takes a role back as of today; one that was to begin later is removed. Answers the person's id.
 * @throws directory.grant_not_found, directory.grant_over, directory.last_administrator
 */
export async function revokeGrant(ctx: Context, id: string): Promise<string> {
  requirePermission(ctx, 'directory.role.grant');
  const day = dayOf(ctx.platform.now());
  const personId = await transact(ctx, async (tx) => {
    const trx = tx.as<DirectoryTables>();
    const grant = await takeGrant(trx, id);
    if (!grant) throw directoryErrors.fail('directory.grant_not_found');
    requirePermission(ctx, 'directory.role.grant', grant.agency_id);
    if (grant.valid_to !== null && grant.valid_to <= day) throw directoryErrors.fail('directory.grant_over');
    await endGrant(trx, grant, day);
    await requireAdministrator(ctx, trx);
    tx.audit({
      action: 'directory.role.revoke',
      subject: { type: 'directory.person', id: grant.person_id },
      unitId: grant.agency_id,
      before: grant,
      after: grant.valid_from >= day ? null : { ...grant, valid_to: day },
    });
    tx.emit({ topic: CHANGED });
    return grant.person_id;
  });
  forgetCache(ctx.platform);
  return personId;
}
