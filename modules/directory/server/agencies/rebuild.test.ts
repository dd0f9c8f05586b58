import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addUp, type Rebuilt, rebuild, type Succession } from './rebuild.ts';

const link = (fromId: string, toId: string, day: string, weight: number | null = null): Succession => ({
  fromId,
  toId,
  day,
  weight,
  guessed: false,
});

function world(links: readonly Succession[], ends: Record<string, string | null> = {}) {
  const ids = new Set([...links.flatMap(({ fromId, toId }) => [fromId, toId]), ...Object.keys(ends)]);
  const byGiver = Map.groupBy(links, ({ fromId }) => fromId);
  return { byGiver, ends: new Map([...ids].map((id) => [id, ends[id] ?? null])) };
}

test('a unit that stands is itself; one that ended without an heir is nobody', () => {
  const units = world([], { gone: '2025-07-01' });
  expect(rebuild('here', world([], { here: null }), '2025-01-01', '2026-01-01')).toEqual({
    kind: 'one',
    unitId: 'here',
    guessed: false,
  });
  expect(rebuild('gone', units, '2025-01-01', '2026-01-01')).toEqual({ kind: 'none' });
  expect(rebuild('gone', units, '2025-01-01', '2025-06-30')).toMatchObject({ kind: 'one', unitId: 'gone' });
});

test('shares multiply along the way; one that is not known leaves all without', () => {
  const ends = { a: '2025-01-01', b: '2026-01-01' };
  const split = [link('a', 'b', '2025-01-01', 0.6), link('a', 'c', '2025-01-01', 0.4)];
  const later = [link('b', 'd', '2026-01-01', 0.5), link('b', 'c', '2026-01-01', 0.5)];
  expect(rebuild('a', world([...split, ...later], ends), '2024-01-01', '2026-11-25')).toEqual({
    kind: 'several',
    parts: [
      { unitId: 'd', weight: 0.3 },
      { unitId: 'c', weight: 0.7 },
    ],
    guessed: false,
  });
  const unknown = [link('a', 'b', '2025-01-01'), link('a', 'c', '2025-01-01')];
  expect(rebuild('a', world(unknown, ends), '2024-01-01', '2025-06-01')).toMatchObject({
    parts: [
      { unitId: 'b', weight: null },
      { unitId: 'c', weight: null },
    ],
  });
  // What was torn apart and comes together again is whole, with or without shares.
  const together = [...unknown, link('b', 'd', '2026-01-01'), link('c', 'd', '2026-01-01')];
  const all = { ...ends, c: '2026-01-01' };
  expect(rebuild('a', world(together, all), '2024-01-01', '2026-11-25')).toMatchObject({ kind: 'one', unitId: 'd' });
});

test('a giver that goes on keeps the rest', () => {
  const units = world([link('a', 'b', '2025-01-01', 0.25)], { a: null });
  expect(rebuild('a', units, '2024-01-01', '2026-01-01')).toMatchObject({
    parts: [
      { unitId: 'b', weight: 0.25 },
      { unitId: 'a', weight: 0.75 },
    ],
  });
  // A figure of after the split is already without that part.
  expect(rebuild('a', units, '2025-01-01', '2026-01-01')).toMatchObject({ kind: 'one', unitId: 'a' });
});

/** A province of some units, through years in each of which some merge, some split and some end. */
const histories = fc
  .tuple(
    fc.integer({ min: 1, max: 8 }),
    fc.array(
      fc.record({
        year: fc.integer({ min: 2001, max: 2030 }),
        what: fc.constantFrom('merge', 'split', 'end'),
        pick: fc.nat(),
        other: fc.nat(),
        share: fc.option(fc.double({ min: 0.1, max: 0.9, noNaN: true })),
        found: fc.boolean(),
      }),
      { maxLength: 12 },
    ),
  )
  .map(([count, acts]) => {
    const alive = Array.from({ length: count }, (_, i) => `u${i}`);
    const first = [...alive];
    const links: Succession[] = [];
    const ends: Record<string, string | null> = Object.fromEntries(alive.map((id) => [id, null]));
    let made = 0;
    for (const act of acts.toSorted((a, b) => a.year - b.year).filter((act, i, all) => act.year !== all[i - 1]?.year)) {
      const day = `${act.year}-01-01`;
      const unit = alive[act.pick % alive.length];
      if (unit === undefined) continue;
      const fresh = () => {
        const id = `n${made++}`;
        alive.push(id);
        ends[id] = null;
        return id;
      };
      if (act.what === 'end' && alive.length < 2) continue;
      alive.splice(alive.indexOf(unit), 1);
      ends[unit] = day;
      if (act.what === 'merge') {
        const to = act.found || alive.length === 0 ? fresh() : (alive[act.other % alive.length] as string);
        links.push(link(unit, to, day));
      } else if (act.what === 'split') {
        const [one, two] = [fresh(), fresh()];
        links.push(link(unit, one, day, act.share), link(unit, two, day, act.share === null ? null : 1 - act.share));
      }
    }
    return { first, units: world(links, ends), alive };
  });

test('what was torn apart without shares and came together again is shared by what is known since', () => {
  const links = [
    link('a', 'b', '2005-01-01', null),
    link('a', 'c', '2005-01-01', null),
    link('b', 'd', '2010-01-01'),
    link('c', 'd', '2010-01-01'),
    link('d', 'e', '2015-01-01', 0.25),
    link('d', 'f', '2015-01-01', 0.75),
  ];
  const ends = { a: '2005-01-01', b: '2010-01-01', c: '2010-01-01', d: '2015-01-01', e: null, f: null };
  expect(rebuild('a', world(links, ends), '2000-01-01', '2031-12-31')).toMatchObject({
    kind: 'several',
    parts: [
      { unitId: 'e', weight: 0.25 },
      { unitId: 'f', weight: 0.75 },
    ],
  });
});

test('a map in two steps is the map in one, where nothing is torn apart without shares', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: 2000, max: 2031 }), ({ first, units }, year) => {
      const middle = `${year}-06-01`;
      for (const id of first) {
        const direct = rebuild(id, units, '2000-01-01', '2031-12-31');
        const half = rebuild(id, units, '2000-01-01', middle);
        if (half.kind !== 'one') continue;
        expect(rebuild(half.unitId, units, middle, '2031-12-31')).toEqual(direct);
      }
    }),
  );
});

test('rebuilding leads to units that stand, and neither makes nor loses anything', () => {
  fc.assert(
    fc.property(histories, fc.array(fc.integer({ min: 0, max: 1_000 })), ({ first, units, alive }, values) => {
      const map = new Map(first.map((id): [string, Rebuilt] => [id, rebuild(id, units, '2000-01-01', '2031-12-31')]));
      for (const now of map.values()) {
        if (now.kind === 'one') expect(alive).toContain(now.unitId);
        if (now.kind === 'several') {
          for (const { unitId } of now.parts) if (unitId !== null) expect(alive).toContain(unitId);
        }
      }
      const figures = new Map(first.map((id, i) => [id, values[i] ?? 1]));
      const { totals, together, ended } = addUp(figures, map);
      const sum = (all: Iterable<number>) => [...all].reduce((one, other) => one + other, 0);
      const out = sum(totals.values()) + sum(together.map((one) => one.value)) + sum(ended.map((one) => one.value));
      expect(out).toBeCloseTo(sum(figures.values()), 6);
    }),
  );
});
