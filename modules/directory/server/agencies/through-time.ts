import type { Kysely } from 'kysely';
import type { Platform } from '#platform/server/platform.ts';
import type { DirectoryTables } from '../tables.ts';
import { type Day, dayOf } from '../time/day.ts';
import type { AgencyBrief } from './briefs.repo.ts';
import { findBriefs } from './briefs.repo.ts';
import { type Rebuilt, rebuild } from './rebuild.ts';
import { findSuccessions } from './successions.repo.ts';

/** All agencies as they were on a day, in the order of the tree's levels. */
export async function unitsAsOf(platform: Platform, day: Day): Promise<AgencyBrief[]> {
  return await findBriefs(platform.db as Kysely<DirectoryTables>, day, 'all');
}

/**
 * The two honest ways to show figures of a past day: *as they were* under the units of that day, or *rebuilt* on the
 * units of another day (today where none is given). A screen with statistics asks for one on purpose, and says which.
 */
export type MapWay = { way: 'as_they_were'; from: Day } | { way: 'rebuilt'; from: Day; on?: Day };

/** For each unit of the day `from`: under which unit its figures stand. Add figures up with `addUp`. */
export async function mapUnits(
  platform: Platform,
  ids: readonly string[],
  map: MapWay,
): Promise<ReadonlyMap<string, Rebuilt>> {
  if (map.way === 'as_they_were') {
    return new Map(ids.map((unitId) => [unitId, { kind: 'one', unitId, guessed: false }]));
  }
  const on = map.on ?? dayOf(platform.now());
  const successions = await findSuccessions(platform.db as Kysely<DirectoryTables>, ids, map.from, on);
  return new Map(ids.map((id) => [id, rebuild(id, successions, map.from, on)]));
}
