import { below, type Tree } from '../agencies/tree.ts';

/** The agencies that a scope means today. An agency that is closed gives nothing. */
export function unitsOf(scope: 'unit' | 'below', agencyId: string, tree: Tree): ReadonlySet<string> {
  if (!tree.parents.has(agencyId)) return new Set();
  return scope === 'unit' ? new Set([agencyId]) : below(tree, agencyId);
}
