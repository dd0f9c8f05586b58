import type { Reach } from '#platform/server/auth/actor.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { Tree } from '../agencies/tree.ts';
import { expandPermissions } from './expand-permissions.ts';
import type { RightInForce } from './roles.repo.ts';
import { unitsOf } from './units-of.ts';

/** The rights that count under a hat: those of this post, and those of the person whatever the post. */
export function rightsUnder<Right extends { assignmentId: string | null }>(
  assignmentId: string,
  rights: readonly Right[],
): Right[] {
  return rights.filter((right) => right.assignmentId === null || right.assignmentId === assignmentId);
}

/** Every permission that the installed modules know. */
export function permissionsOf(platform: Platform): string[] {
  return platform.modules.flatMap((module) => module.permissions);
}

/** Adds up rights: for each permission all of the node, or the agencies for which one of the rights gives it. */
export function reachOf(
  rights: readonly Pick<RightInForce, 'scope' | 'agencyId' | 'permissions'>[],
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
