import type { Kysely } from 'kysely';
import type { PersonActor, Reach } from '#platform/server/auth/actor.ts';
import type { Session } from '#platform/server/auth/auth.ts';
import type { Platform } from '#platform/server/platform.ts';
import { agencyTree, below, type Tree } from '../agencies/tree.ts';
import { cacheOf } from '../cache.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { expandPermissions } from './expand-permissions.ts';
import { findHolder, findRightsInForce, type RightInForce } from './roles.repo.ts';

/** Who an account is today, and what that person may do where. */
export interface Rights {
  personId: string;
  name: string;
  unitId: string;
  reach: ReadonlyMap<string, Reach>;
}

/** How long rights are kept without asking again: a change tells at once, the turn of a day does not. */
const KEEP_MS = 5_000;

/** The person of a session with all rights of today; null when the account belongs to nobody or to one without a post. */
export async function findActor(platform: Platform, session: Session): Promise<PersonActor | null> {
  const { rights: kept } = cacheOf(platform);
  const now = platform.now().getTime();
  let entry = kept.get(session.accountId);
  if (!entry || entry.until < now) {
    entry = { rights: readRights(platform, session.accountId), until: now + KEEP_MS };
    kept.set(session.accountId, entry);
    entry.rights.catch(() => kept.delete(session.accountId));
  }
  const rights = await entry.rights;
  return rights && { kind: 'person', accountId: session.accountId, sessionId: session.sessionId, ...rights };
}

async function readRights(platform: Platform, accountId: string): Promise<Rights | null> {
  const db = platform.db as Kysely<DirectoryTables>;
  const day = dayOf(platform.now());
  const [holder, rights, tree] = await Promise.all([
    findHolder(db, accountId, day),
    findRightsInForce(db, accountId, day),
    agencyTree(platform),
  ]);
  // Who holds no post any more has left: no right outlives it.
  if (!holder) return null;
  return { ...holder, reach: reachOf(rights, tree, permissionsOf(platform)) };
}

/** Every permission that the installed modules know. */
export function permissionsOf(platform: Platform): string[] {
  return platform.modules.flatMap((module) => module.permissions);
}

/** Adds up rights: for each permission all of the node, or the agencies for which one of the rights gives it. */
export function reachOf(rights: readonly RightInForce[], tree: Tree, known: readonly string[]): Map<string, Reach> {
  const reach = new Map<string, 'all' | Set<string>>();
  for (const right of rights) {
    const units =
      right.scope === 'node' || right.agencyId === null ? 'all' : unitsOf(right.scope, right.agencyId, tree);
    for (const permission of expandPermissions(right.permissions, known)) {
      const held = reach.get(permission);
      if (held === 'all') continue;
      reach.set(permission, units === 'all' ? 'all' : new Set([...(held ?? []), ...units]));
    }
  }
  return reach;
}

/** The agencies that a scope means today. An agency that is closed gives nothing. */
export function unitsOf(scope: 'unit' | 'below', agencyId: string, tree: Tree): ReadonlySet<string> {
  if (!tree.parents.has(agencyId)) return new Set();
  return scope === 'unit' ? new Set([agencyId]) : below(tree, agencyId);
}
