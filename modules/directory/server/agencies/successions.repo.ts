import type { Kysely } from 'kysely';
import type { DirectoryTables } from '../tables.ts';
import type { Day } from '../time/day.ts';
import type { Succession, Successions } from './rebuild.ts';

/** Every change after a day, up to and on another, that leads on from these units; and when each unit met ends. */
export async function findSuccessions(
  db: Kysely<DirectoryTables>,
  ids: readonly string[],
  after: Day,
  until: Day,
): Promise<Successions> {
  const byGiver = new Map<string, Succession[]>();
  const ends = new Map<string, Day | null>();
  let open = [...new Set(ids)];
  while (open.length > 0) {
    const units = await db.selectFrom('directory.agency').select(['id', 'valid_to']).where('id', 'in', open).execute();
    for (const unit of units) ends.set(unit.id, unit.valid_to);
    const links = await db
      .selectFrom('directory.agency_link')
      .select(['from_agency_id as fromId', 'to_agency_id as toId', 'day', 'weight', 'guessed'])
      .where('from_agency_id', 'in', open)
      .where('day', '>', after)
      .where('day', '<=', until)
      .execute();
    for (const [giver, heirs] of Map.groupBy(links, (link) => link.fromId)) byGiver.set(giver, heirs);
    open = [...new Set(links.map((link) => link.toId))].filter((id) => !ends.has(id));
  }
  return { byGiver, ends };
}
