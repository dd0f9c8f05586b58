import type { Agency, AgencyLink, AgencyRef } from '../../contract.ts';

/** What happened to an agency on a day. */
export type Happening =
  | { at: string; what: 'founded' | 'ended' }
  | { at: string; what: 'named'; name: string }
  | { at: string; what: 'moved'; below: AgencyRef }
  | { at: string; what: 'linked'; link: AgencyLink };

/**
 * The history of an agency, newest first, from its dated names, parents and links. A name or parent that begins with
 * the agency itself is no happening of its own. What began before our records has no day and does not stand here.
 */
export function historyOf({ period, names, parents, links }: Agency): Happening[] {
  const later = (from: string | null): from is string => from !== null && from !== period.from;
  const happenings: Happening[] = [
    ...(period.from === null ? [] : [{ at: period.from, what: 'founded' as const }]),
    ...(period.to === null ? [] : [{ at: period.to, what: 'ended' as const }]),
    ...names.flatMap(({ name, period: { from } }) => (later(from) ? [{ at: from, what: 'named' as const, name }] : [])),
    ...parents.flatMap(({ agency, period: { from } }) =>
      later(from) ? [{ at: from, what: 'moved' as const, below: agency }] : [],
    ),
    ...links.map((link) => ({ at: link.day, what: 'linked' as const, link })),
  ];
  return happenings.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}
