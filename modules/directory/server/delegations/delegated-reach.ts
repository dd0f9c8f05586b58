import type { Reach } from '#platform/server/auth/actor.ts';
import type { DelegationScope } from '../../contract.ts';
import type { Tree } from '../agencies/tree.ts';
import { expandPermissions } from '../roles/expand-permissions.ts';
import { unitsOf } from '../roles/units-of.ts';

export type Reaches = ReadonlyMap<string, Reach>;

export interface Lent {
  permissions: readonly string[];
  scope: DelegationScope;
  agencyId: string | null;
}

/** The power to give power is never lent: it would outlive the delegation. */
export const NEVER_LENT: readonly string[] = ['directory.role.grant', 'directory.role.write'];

/**
 * What a delegation gives: of the permissions it names, where its scope and what the giver holds meet. So it is never
 * more than the giver has, and shrinks with it.
 */
export function delegatedReach(
  giver: Reaches,
  { permissions, scope, agencyId }: Lent,
  tree: Tree,
  known: readonly string[],
): Map<string, Reach> {
  const limits: Reach = scope === 'post' || agencyId === null ? 'all' : unitsOf(scope, agencyId, tree);
  const reach = new Map<string, Reach>();
  for (const permission of expandPermissions(permissions, known)) {
    const held = giver.get(permission);
    if (held === undefined || NEVER_LENT.includes(permission)) continue;
    const both = meet(held, limits);
    if (both === 'all' || both.size > 0) reach.set(permission, both);
  }
  return reach;
}

function meet(one: Reach, other: Reach): Reach {
  if (one === 'all') return other;
  if (other === 'all') return one;
  return new Set([...one].filter((unit) => other.has(unit)));
}
