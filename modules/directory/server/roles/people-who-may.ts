import type { Kysely } from 'kysely';
import type { Reach } from '#platform/server/auth/actor.ts';
import type { Platform } from '#platform/server/platform.ts';
import { agencyTree } from '../agencies/tree.ts';
import { findLentFrom } from '../delegations/delegations.repo.ts';
import { findLent } from '../delegations/find-lent.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { expandPermissions } from './expand-permissions.ts';
import { permissionsOf } from './reach.ts';
import { findHoldersOf, findRoleEntries } from './roles.repo.ts';

/**
 * People who can sign in and hold the permission for one of these agencies today, under whichever of their hats, lent
 * ones too: whom a notice of their work concerns. The other way round of {@link findActor}.
 */
export async function peopleWhoMay(
  platform: Platform,
  permission: string,
  unitIds: Iterable<string>,
): Promise<string[]> {
  const db = platform.db as Kysely<DirectoryTables>;
  const known = permissionsOf(platform);
  const roleIds = (await findRoleEntries(db))
    .filter(({ permissions }) => expandPermissions(permissions, known).includes(permission))
    .map(({ id }) => id);
  if (roleIds.length === 0) return [];
  const { parents } = await agencyTree(platform);
  const units = [...unitIds].filter((id) => parents.has(id));
  const above = new Set<string>();
  for (const unit of units) {
    for (let at: string | null = unit; at !== null && !above.has(at); at = parents.get(at) ?? null) above.add(at);
  }
  const holding = { roleIds, units, above: [...above], day: dayOf(platform.now()) };
  const people = new Set(await findHoldersOf(db, holding));
  for (const { id, takerId } of await findLentFrom(db, holding)) {
    if (people.has(takerId)) continue;
    const { reach } = await findLent(platform, id);
    if (touches(reach.get(permission), units)) people.add(takerId);
  }
  return [...people];
}

function touches(reach: Reach | undefined, units: readonly string[]): boolean {
  return reach !== undefined && (reach === 'all' || units.some((unit) => reach.has(unit)));
}
