import type { Transaction } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { directoryErrors } from '../../errors.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { holdsOn } from '../time/periods.ts';
import { type AgencyLife, findLife } from './agencies.repo.ts';

/** What is of today is written only at an agency of today. @throws directory.agency_not_found, directory.agency_closed */
export async function requireOpen(ctx: Context, trx: Transaction<DirectoryTables>, id: string): Promise<AgencyLife> {
  const life = await findLife(trx, id);
  if (!life) throw directoryErrors.fail('directory.agency_not_found');
  if (!holdsOn(life.period, dayOf(ctx.platform.now()))) throw directoryErrors.fail('directory.agency_closed');
  return life;
}
