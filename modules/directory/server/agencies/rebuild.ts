import type { Day } from '../time/day.ts';

/** Work that went from one unit to another on a day. */
export interface Succession {
  fromId: string;
  toId: string;
  day: Day;
  /** The heir's share; null where nobody has said. */
  weight: number | null;
  guessed: boolean;
}

/** Where the work of a unit is on a later day. */
export type Rebuilt =
  /** All of it with one unit, perhaps itself. */
  | { kind: 'one'; unitId: string; guessed: boolean }
  /**
   * Several have it. Weights are shares and make 1; where they are null the figures of before cannot be split. A part
   * whose unit is null ended without an heir.
   */
  | { kind: 'several'; parts: { unitId: string | null; weight: number | null }[]; guessed: boolean }
  /** It ended, and nobody is known to go on with it. */
  | { kind: 'none' };

export interface Successions {
  /** By giver, in any order. */
  byGiver: ReadonlyMap<string, readonly Succession[]>;
  /** The day on which a unit is no more; null while it is. Unknown units are absent. */
  ends: ReadonlyMap<string, Day | null>;
}

/** What became of a unit of the day `from` by the day `on`. Chains of changes compose; shares multiply. */
export function rebuild(unitId: string, { byGiver, ends }: Successions, from: Day, on: Day): Rebuilt {
  let guessed = false;
  const parts = new Map<string | null, number | null>();
  const add = (id: string | null, weight: number | null) => {
    const known = parts.get(id);
    parts.set(id, known === undefined ? weight : known === null || weight === null ? null : known + weight);
  };
  const follow = (id: string, since: Day, share: number | null): void => {
    const later = (byGiver.get(id) ?? []).filter(({ day }) => day > since && day <= on);
    const day = later.reduce<Day | null>((first, one) => (first === null || one.day < first ? one.day : first), null);
    if (day === null) {
      const end = ends.get(id);
      add(end === undefined || (end !== null && end <= on) ? null : id, share);
      return;
    }
    const heirs = later.filter((one) => one.day === day);
    guessed ||= heirs.some((heir) => heir.guessed);
    const end = ends.get(id) ?? null;
    const goesOn = end === null || end > day;
    const known = heirs.every((heir) => heir.weight !== null);
    const alone = heirs.length === 1 && !goesOn;
    for (const heir of heirs) follow(heir.toId, day, times(share, alone ? 1 : heir.weight));
    if (!goesOn) return;
    const given = heirs.reduce((sum, heir) => sum + (heir.weight ?? 0), 0);
    follow(id, day, times(share, known ? 1 - given : null));
  };
  follow(unitId, from, 1);
  return shape(parts, guessed);
}

function times(share: number | null, weight: number | null): number | null {
  return share === null || weight === null ? null : share * weight;
}

function shape(parts: ReadonlyMap<string | null, number | null>, guessed: boolean): Rebuilt {
  const [[only, ...others]] = [[...parts.keys()]];
  if (others.length === 0) return only == null ? { kind: 'none' } : { kind: 'one', unitId: only, guessed };
  // One share that is not known leaves all others without a base.
  const known = [...parts.values()].every((weight) => weight !== null);
  return {
    kind: 'several',
    parts: [...parts].map(([unitId, weight]) => ({ unitId, weight: known ? weight : null })),
    guessed,
  };
}

/** Figures of old units added up on the units of a later day. */
export interface Rebuilding {
  totals: Map<string, number>;
  /** Figures that cannot be split: they belong to several of today's units together. */
  together: { unitId: string; value: number; among: string[] }[];
  /** Figures of units that ended without an heir. */
  ended: { unitId: string; value: number }[];
  /** Today's units in whose total a guess lies. */
  guessed: Set<string>;
}

/** Adds figures up on the map that {@link rebuild} gives. The sum of everything stays what it was. */
export function addUp(figures: ReadonlyMap<string, number>, map: ReadonlyMap<string, Rebuilt>): Rebuilding {
  const result: Rebuilding = { totals: new Map(), together: [], ended: [], guessed: new Set() };
  const add = (unitId: string, value: number, guessed: boolean) => {
    result.totals.set(unitId, (result.totals.get(unitId) ?? 0) + value);
    if (guessed) result.guessed.add(unitId);
  };
  for (const [unitId, value] of figures) {
    const now = map.get(unitId) ?? { kind: 'none' };
    if (now.kind === 'none') result.ended.push({ unitId, value });
    else if (now.kind === 'one') add(now.unitId, value, now.guessed);
    else if (now.parts.some((part) => part.weight === null)) {
      const among = now.parts.map((part) => part.unitId).filter((id) => id !== null);
      result.together.push({ unitId, value, among });
    } else {
      for (const part of now.parts) {
        const share = value * (part.weight ?? 0);
        if (part.unitId === null) result.ended.push({ unitId, value: share });
        else add(part.unitId, share, now.guessed);
      }
    }
  }
  return result;
}
