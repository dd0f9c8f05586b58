import type { Kysely } from 'kysely';
import type { PersonActor, Reach } from '#platform/server/auth/actor.ts';
import type { Session } from '#platform/server/auth/auth.ts';
import { provesFactor } from '#platform/server/auth/outside/providers.ts';
import { hasSecondFactor } from '#platform/server/auth/passkeys/passkeys.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Platform } from '#platform/server/platform.ts';
import { agencyTree, below, type Tree } from '../agencies/tree.ts';
import { cacheOf } from '../cache.ts';
import { endForgottenSessions } from '../session/end-forgotten-sessions.ts';
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
  /** A role in force asks for a second factor, and the account has none. */
  lacksFactor: boolean;
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
  const { accountId, sessionId } = session;
  if (rights === null) {
    if (sessionId !== '') await endForgottenSessions(platform, accountId);
    return null;
  }
  const { lacksFactor, ...who } = rights;
  const mustEnrol = lacksFactor && !provesFactor(platform.config, session.method);
  const reach = mustEnrol ? new Map<string, Reach>() : who.reach;
  return {
    kind: 'person',
    accountId,
    sessionId,
    method: session.method,
    ...who,
    reach,
    ...(mustEnrol && { mustEnrol }),
  };
}

async function readRights(platform: Platform, accountId: string): Promise<Rights | null> {
  const db = platform.db as Kysely<DirectoryTables>;
  const day = dayOf(platform.now());
  const [holder, rights, tree, factors] = await Promise.all([
    findHolder(db, accountId, day),
    findRightsInForce(db, accountId, day),
    agencyTree(platform),
    hasSecondFactor(platform.db as Kysely<AuthTables>, accountId),
  ]);
  // Who holds no post any more has left: no right outlives it.
  if (!holder) return null;
  const lacksFactor = rights.some((right) => right.secondFactor) && !factors.totp && !factors.passkey;
  return { ...holder, reach: reachOf(rights, tree, permissionsOf(platform)), lacksFactor };
}

/** Every permission that the installed modules know. */
export function permissionsOf(platform: Platform): string[] {
  return platform.modules.flatMap((module) => module.permissions);
}

/** Adds up rights: for each permission all of the node, or the agencies for which one of the rights gives it. */
export function reachOf(
  rights: readonly Omit<RightInForce, 'secondFactor'>[],
  tree: Tree,
  known: readonly string[],
): Map<string, Reach> {
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
