import type { Kysely } from 'kysely';
import type { Platform } from '#platform/server/platform.ts';
import { agencyTree } from '../agencies/tree.ts';
import { permissionsOf, reachOf, rightsUnder } from '../roles/reach.ts';
import { findRightsInForce } from '../roles/roles.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { delegatedReach, type Reaches } from './delegated-reach.ts';
import { findChain } from './delegations.repo.ts';

export interface Lent {
  reach: Reaches;
  /** One of the roles behind it asks for a second factor. */
  secondFactor: boolean;
}

const NOTHING: Lent = { reach: new Map(), secondFactor: false };

/**
 * What a delegation gives at this moment. Where it was handed on, each link takes from what the one before it gives; a
 * link that has ended, was taken back or may not be handed on gives nothing.
 */
export async function findLent(platform: Platform, delegationId: string): Promise<Lent> {
  const db = platform.db as Kysely<DirectoryTables>;
  const day = dayOf(platform.now());
  const chain = await findChain(db, delegationId, day);
  const [first] = chain;
  if (!first || first.sourceId !== null || !chain.every((link) => link.holds)) return NOTHING;
  if (!chain.slice(0, -1).every((link) => link.onward)) return NOTHING;
  const known = permissionsOf(platform);
  const tree = await agencyTree(platform);
  const rights = rightsUnder(first.assignmentId, await findRightsInForce(db, first.giverId, day));
  const reach = chain.reduce<Reaches>(
    (held, link) => delegatedReach(held, link, tree, known),
    reachOf(rights, tree, known),
  );
  return { reach, secondFactor: rights.some((right) => right.secondFactor) };
}
