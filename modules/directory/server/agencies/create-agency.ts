import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { CreateAgency } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { parseCode } from '../codes/parse-code.ts';
import { withMeaning } from '../constraints.ts';
import type { DirectoryTables } from '../tables.ts';
import { holdsOn } from '../time/periods.ts';
import { findLife, insertAgencies } from './agencies.repo.ts';
import { mayStandBelow } from './standing.ts';

/**
 * Founds an agency below another, from a day on. Answers its id.
 * @throws directory.agency_not_found, directory.agency_closed, directory.parent_invalid, directory.code_invalid,
 *   directory.code_taken
 */
export async function createAgency(ctx: Context, given: CreateAgency): Promise<string> {
  requirePermission(ctx, 'directory.agency.write', given.parentId);
  const input = CreateAgency.parse(given);
  const parent = await findLife(ctx.platform.db as Kysely<DirectoryTables>, input.parentId);
  if (!parent) throw directoryErrors.fail('directory.agency_not_found');
  if (!holdsOn(parent.period, input.from)) throw directoryErrors.fail('directory.agency_closed');
  if (!mayStandBelow(input.level, parent.level)) throw directoryErrors.fail('directory.parent_invalid');
  const codes = input.codes.map(({ system, code }) => ({
    system,
    code: parseCode(system, code, input.level),
    sample: false,
  }));
  const agency = {
    id: uuidv7(),
    kind: input.kind,
    level: input.level,
    name: input.name,
    shortName: input.shortName ?? input.name,
    parentId: input.parentId,
    period: { from: input.from, to: parent.period.to },
    codes,
  };
  await withMeaning(
    transact(ctx, async (tx) => {
      await insertAgencies(tx.as<DirectoryTables>(), [agency]);
      tx.audit({
        action: 'directory.agency.create',
        subject: { type: 'directory.agency', id: agency.id },
        unitId: agency.id,
        before: null,
        after: agency,
      });
      tx.emit({ topic: CHANGED });
    }),
  );
  forgetCache(ctx.platform);
  return agency.id;
}
