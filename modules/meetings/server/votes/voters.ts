import type { BodyRules } from '../../contract.ts';
import type { RosterRow } from '../presence/presence.repo.ts';
import type { Voter } from './accept.ts';

/**
 * Who may vote: members whose seat votes, whether they are there or not. A substitute votes only where the body's rules
 * say so, and then in the place of the member, who does not.
 */
export function votersOf(
  roster: readonly RosterRow[],
  rules: BodyRules,
  isPresent: (row: RosterRow) => boolean,
): (Voter & { present: boolean })[] {
  const replaced = new Set<string>();
  const substitutes: RosterRow[] = [];
  if (rules.substitutes.vote) {
    for (const row of roster) {
      if (row.kind !== 'substitute' || row.substituteForId === null || !isPresent(row)) continue;
      replaced.add(row.substituteForId);
      substitutes.push(row);
    }
  }
  const members = roster.filter((row) => row.kind === 'member' && row.votes && !replaced.has(row.id));
  return [...members, ...substitutes].map((row) => ({
    id: row.id,
    weight: row.weight,
    holder: rules.proxies ? row.delegatedToId : null,
    present: isPresent(row),
  }));
}
