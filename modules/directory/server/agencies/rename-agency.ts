import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { RenameAgency } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { withMeaning } from '../constraints.ts';
import type { DirectoryTables } from '../tables.ts';
import { endBefore, holdsOn } from '../time/periods.ts';
import { findLife, replaceName } from './agencies.repo.ts';
import { findNames } from './history.repo.ts';

/**
 * Gives an agency another name from a day on. The days before keep the name they had.
 * @throws directory.agency_not_found, directory.agency_closed, directory.period_overlaps when a name already begins on
 *   that day or later
 */
export async function renameAgency(ctx: Context, id: string, given: RenameAgency): Promise<void> {
  requirePermission(ctx, 'directory.agency.write', id);
  const input = RenameAgency.parse(given);
  await withMeaning(
    transact(ctx, async (tx) => {
      const trx = tx.as<DirectoryTables>();
      const life = await findLife(trx, id);
      if (!life) throw directoryErrors.fail('directory.agency_not_found');
      if (!holdsOn(life.period, input.from)) throw directoryErrors.fail('directory.agency_closed');
      const change = endBefore(await findNames(trx, id), input.from);
      if (!change) throw directoryErrors.fail('directory.period_overlaps');
      const next = { name: input.name, shortName: input.shortName ?? input.name, from: input.from };
      await replaceName(trx, { id: change.ends.id, agencyId: id, to: change.ends.period.to }, next);
      tx.audit({
        action: 'directory.agency.rename',
        subject: { type: 'directory.agency', id },
        unitId: id,
        before: { name: change.ends.name, shortName: change.ends.shortName },
        after: next,
      });
      tx.emit({ topic: CHANGED });
    }),
  );
  forgetCache(ctx.platform);
}
