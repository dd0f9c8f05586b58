import type { Transaction } from 'kysely';
import { directoryErrors } from '../../errors.ts';
import { findLife } from '../agencies/agencies.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import { holdsOn } from '../time/periods.ts';
import { hasPosition } from './people.repo.ts';

interface Post {
  agencyId: string;
  positionId: string;
  from: Day;
  to: Day | null;
}

/**
 * A post can only be in an agency that exists all that time.
 * @throws directory.period_invalid, directory.agency_not_found, directory.agency_closed, directory.position_not_found
 */
export async function requirePost(trx: Transaction<DirectoryTables>, post: Post): Promise<void> {
  if (post.to !== null && post.to <= post.from) throw directoryErrors.fail('directory.period_invalid');
  const life = await findLife(trx, post.agencyId);
  if (!life) throw directoryErrors.fail('directory.agency_not_found');
  const endsLater = life.period.to !== null && (post.to === null || post.to > life.period.to);
  if (!holdsOn(life.period, post.from) || endsLater) throw directoryErrors.fail('directory.agency_closed');
  if (!(await hasPosition(trx, post.positionId))) throw directoryErrors.fail('directory.position_not_found');
}
