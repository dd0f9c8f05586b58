import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { SetCode } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { parseCode } from '../codes/parse-code.ts';
import { withMeaning } from '../constraints.ts';
import type { DirectoryTables } from '../tables.ts';
import { holdsOn, pickOn } from '../time/periods.ts';
import { findLife, insertCode } from './agencies.repo.ts';
import { endCode, findCodeRows } from './history.repo.ts';

/**
 * Gives an agency another code of a system from a day on, or none. The days before keep the one they had.
 * @throws directory.agency_not_found, directory.agency_closed, directory.code_invalid, directory.code_taken,
 *   directory.period_overlaps when a code of the system begins on that day or later
 */
export async function setCode(ctx: Context, id: string, given: SetCode): Promise<void> {
  requirePermission(ctx, 'directory.agency.write', id);
  const { system, code, from } = SetCode.parse(given);
  await withMeaning(
    transact(ctx, async (tx) => {
      const trx = tx.as<DirectoryTables>();
      const life = await findLife(trx, id);
      if (!life) throw directoryErrors.fail('directory.agency_not_found');
      if (!holdsOn(life.period, from)) throw directoryErrors.fail('directory.agency_closed');
      const parsed = code === null ? null : parseCode(system, code, life.level);
      const history = await findCodeRows(trx, id, system);
      if (history.some(({ period }) => period.from !== null && period.from >= from)) {
        throw directoryErrors.fail('directory.period_overlaps');
      }
      const old = pickOn(history, from);
      if (old) await endCode(trx, old.id, from);
      if (parsed !== null) {
        await insertCode(trx, { agencyId: id, system, code: parsed, from, to: life.period.to });
      }
      tx.audit({
        action: 'directory.agency.set_code',
        subject: { type: 'directory.agency', id },
        unitId: id,
        before: { system, code: old?.code ?? null },
        after: { system, code: parsed, from },
      });
      tx.emit({ topic: CHANGED });
    }),
  );
  forgetCache(ctx.platform);
}
