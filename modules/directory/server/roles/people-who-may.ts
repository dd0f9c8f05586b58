import type { Kysely } from 'kysely';
import type { Platform } from '#platform/server/platform.ts';
import { agencyTree } from '../agencies/tree.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { expandPermissions } from './expand-permissions.ts';
import { permissionsOf } from './reach.ts';
import { findHoldersOf, findRoleEntries } from './roles.repo.ts';

/**
 * People who can sign in and hold the permission for one of these agencies today: whom a notice of their work concerns.
 * The other way round of {@link findActor}.
 */
export async function peopleWhoMay(
  platform: Platform,
  permission: string,
  unitIds: Iterable<string>,
): Promise<string[]> {
  const db = platform.db as Kysely<DirectoryTables>;
  const known = permissionsOf(platform);
  const roles = (await findRoleEntries(db))
    .filter(({ permissions }) => expandPermissions(permissions, known).includes(permission))
    .map(({ id }) => id);
  if (roles.length === 0) return [];
  const { parents } = await agencyTree(platform);
  const units = [...unitIds].filter((id) => parents.has(id));
  const above = new Set<string>();
  for (const unit of units) {
    for (let at: string | null = unit; at !== null && !above.has(at); at = parents.get(at) ?? null) above.add(at);
  }
  return await findHoldersOf(db, roles, units, [...above], dayOf(platform.now()));
}
