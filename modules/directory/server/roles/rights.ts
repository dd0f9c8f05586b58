import type { Kysely } from 'kysely';
import type { PersonActor, Reach } from '#platform/server/auth/actor.ts';
import type { Session } from '#platform/server/auth/auth.ts';
import { provesFactor } from '#platform/server/auth/outside/providers.ts';
import { hasSecondFactor } from '#platform/server/auth/passkeys/passkeys.repo.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Platform } from '#platform/server/platform.ts';
import { agencyTree } from '../agencies/tree.ts';
import { cacheOf } from '../cache.ts';
import { findLent } from '../delegations/find-lent.ts';
import { findWearer } from '../hats/hats.repo.ts';
import { endForgottenSessions } from '../session/end-forgotten-sessions.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { permissionsOf, reachOf, rightsUnder } from './reach.ts';
import { findRightsInForce } from './roles.repo.ts';

/** Who an account is today, under which hat, and what that person may do where. */
export interface Rights {
  personId: string;
  name: string;
  unitId: string;
  assignmentId: string;
  onBehalfOf?: { personId: string; delegationId: string };
  reach: ReadonlyMap<string, Reach>;
  /** A role in force asks for a second factor, and the account has none. */
  lacksFactor: boolean;
}

/** How long rights are kept without asking again: a change tells at once, the turn of a day does not. */
const KEEP_MS = 5_000;

/** The person of a session with all rights of today under the hat that is on; null when the account belongs to nobody or to one without a post. */
export async function findActor(platform: Platform, session: Session): Promise<PersonActor | null> {
  const { rights: kept } = cacheOf(platform);
  const now = platform.now().getTime();
  const key = `${session.accountId} ${session.sessionId}`;
  let entry = kept.get(key);
  if (!entry || entry.until < now) {
    entry = { rights: readRights(platform, session), until: now + KEEP_MS };
    kept.set(key, entry);
    entry.rights.catch(() => kept.delete(key));
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

async function readRights(platform: Platform, { accountId, sessionId }: Session): Promise<Rights | null> {
  const db = platform.db as Kysely<DirectoryTables>;
  const day = dayOf(platform.now());
  const wearer = await findWearer(db, accountId, sessionId, day);
  // Who holds no post any more has left: no right outlives it.
  if (!wearer) return null;
  const { personId, name, unitId, assignmentId, delegationId, giverId } = wearer;
  const [rights, tree, factors, lent] = await Promise.all([
    findRightsInForce(db, personId, day),
    agencyTree(platform),
    hasSecondFactor(platform.db as Kysely<AuthTables>, accountId),
    delegationId === null ? null : findLent(platform, delegationId),
  ]);
  // Under whatever hat: a right that asks for a second factor is one hat away.
  const asksFactor = rights.some((right) => right.secondFactor) || (lent?.secondFactor ?? false);
  const reach = lent?.reach ?? reachOf(rightsUnder(assignmentId, rights), tree, permissionsOf(platform));
  return {
    personId,
    name,
    unitId,
    assignmentId,
    ...(delegationId !== null && giverId !== null && { onBehalfOf: { personId: giverId, delegationId } }),
    reach,
    lacksFactor: asksFactor && !factors.totp && !factors.passkey,
  };
}
