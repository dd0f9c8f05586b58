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
  let held: Held = new Map([[unitId, { share: 1, since: from }]]);
  for (;;) {
    const day = firstDay(held, byGiver, on);
    if (day === null) break;
    const next: Held = new Map();
    for (const [id, { share, since }] of held) {
      const heirs = day > since ? (byGiver.get(id) ?? []).filter((one) => one.day === day) : [];
      if (heirs.length === 0) {
        add(next, id, share, since);
        continue;
      }
      guessed ||= heirs.some((heir) => heir.guessed);
      const end = ends.get(id) ?? null;
      const goesOn = end === null || end > day;
      const known = heirs.every((heir) => heir.weight !== null);
      const alone = heirs.length === 1 && !goesOn;
      for (const heir of heirs) add(next, heir.toId, times(share, alone ? 1 : heir.weight), day);
      const given = heirs.reduce((sum, heir) => sum + (heir.weight ?? 0), 0);
      if (goesOn) add(next, id, times(share, known ? 1 - given : null), day);
    }
    held = next;
    // What was torn apart without shares and comes together again is whole again.
    const [[only, one] = [], ...others] = held;
    if (only !== undefined && one && others.length === 0) held.set(only, { ...one, share: 1 });
  }
  const parts = new Map<string | null, number | null>();
  for (const [id, { share }] of held) {
    const end = ends.get(id);
    const place = end === undefined || (end !== null && end <= on) ? null : id;
    parts.set(place, parts.has(place) ? plus(parts.get(place) ?? null, share) : share);
  }
  return shape(parts, guessed);
}

/** Who has the work after the days looked at so far, which share of it (null: nobody has said), and since when. */
type Held = Map<string, { share: number | null; since: Day }>;

/** The next day on which one of them hands something on. */
function firstDay(held: Held, byGiver: Successions['byGiver'], on: Day): Day | null {
  const days = [...held].flatMap(([id, { since }]) =>
    (byGiver.get(id) ?? []).map(({ day }) => day).filter((day) => day > since && day <= on),
  );
  return days.reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null);
}

function add(held: Held, id: string, share: number | null, since: Day): void {
  const known = held.get(id);
  if (!known) held.set(id, { share, since });
  else held.set(id, { share: plus(known.share, share), since: known.since > since ? known.since : since });
}

function plus(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
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
