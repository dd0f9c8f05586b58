import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import type { PlannedLink } from './plan-agencies.ts';

export async function insertLinks(
  trx: Transaction<DirectoryTables>,
  links: readonly PlannedLink[],
  day: Day,
): Promise<void> {
  const rows = links.map((link) => ({
    id: uuidv7(),
    from_agency_id: link.from,
    to_agency_id: link.to,
    kind: 'merge' as const,
    day,
    legal_basis: link.legalBasis,
    guessed: link.guessed,
  }));
  await trx.insertInto('directory.agency_link').values(rows).execute();
}
