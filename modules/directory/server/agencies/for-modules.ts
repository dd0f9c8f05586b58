import type { Kysely } from 'kysely';
import type { Platform } from '#platform/server/platform.ts';
import { directoryErrors } from '../../errors.ts';
import type { DirectoryTables } from '../tables.ts';
import { type Day, dayOf } from '../time/day.ts';
import { findLife } from './agencies.repo.ts';
import { type AgencyBrief, findBriefs } from './briefs.repo.ts';
import { nearestDay } from './get-agency.ts';

/**
 * One agency under the name of a day (today where none is given); one that did not exist then, as it was nearest to it.
 * @throws directory.agency_not_found
 */
export async function getAgencyBrief(platform: Platform, id: string, day?: Day): Promise<AgencyBrief> {
  const db = platform.db as Kysely<DirectoryTables>;
  const life = await findLife(db, id);
  const [brief] = life ? await findBriefs(db, nearestDay(life.period, day ?? dayOf(platform.now())), [id]) : [];
  if (!brief) throw directoryErrors.fail('directory.agency_not_found');
  return brief;
}

/** These agencies by id, under their names of a day; those that did not exist then are absent. */
export async function findAgencyBriefs(
  platform: Platform,
  ids: readonly string[],
  day: Day = dayOf(platform.now()),
): Promise<ReadonlyMap<string, AgencyBrief>> {
  if (ids.length === 0) return new Map();
  const briefs = await findBriefs(platform.db as Kysely<DirectoryTables>, day, ids);
  return new Map(briefs.map((brief) => [brief.id, brief]));
}

/** All agencies of today, in the order of the tree's levels. */
export async function currentAgencies(platform: Platform): Promise<AgencyBrief[]> {
  return await findBriefs(platform.db as Kysely<DirectoryTables>, dayOf(platform.now()), 'all');
}
