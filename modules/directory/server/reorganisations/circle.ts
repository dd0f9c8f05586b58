interface Step {
  id: string;
  agencyId: string;
  parentId: string;
}

/**
 * Agencies that would stand below themselves once these rows end and those begin. All rows that hold on any later day
 * are taken together, so that no day to come has a circle either.
 */
export function closesCircle(
  tree: readonly Step[],
  ended: ReadonlySet<string>,
  begun: readonly Omit<Step, 'id'>[],
): string[] {
  const above = new Map<string, string[]>();
  const add = (agencyId: string, parentId: string) => {
    const known = above.get(agencyId);
    if (known) known.push(parentId);
    else above.set(agencyId, [parentId]);
  };
  for (const step of tree) if (!ended.has(step.id)) add(step.agencyId, step.parentId);
  for (const { agencyId, parentId } of begun) add(agencyId, parentId);
  return [...new Set(begun.map(({ agencyId }) => agencyId))].filter((agencyId) => reaches(above, agencyId));
}

function reaches(above: ReadonlyMap<string, readonly string[]>, agencyId: string): boolean {
  const seen = new Set<string>();
  const open = [...(above.get(agencyId) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === agencyId) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(above.get(next) ?? []));
  }
  return false;
}
