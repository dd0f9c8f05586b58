import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AppError } from '#platform/errors.ts';
import { numberItems, roman } from './numbering.ts';
import { type PlannedItem, planItems } from './plan.ts';
import { checkStateChange, ITEM_STATES, type ItemState, needsChair, nextStates, type StateChange } from './states.ts';
import { LEVELS_MOST, moveItems, reorderTree, type TreeNode, walk } from './tree.ts';
import { shades, visibleItems } from './visibility.ts';

const visibility = fc.constantFrom('common' as const, 'internal' as const, 'hidden' as const);
/** Trees of all shapes: each item may stand below one before it. */
const trees = fc.array(fc.record({ above: fc.nat(), seen: visibility }), { maxLength: 15 }).map((all) => {
  const levels: number[] = [];
  return all.map(({ above, seen }, index) => {
    const parent = index === 0 || above % (index + 1) === index ? null : above % index;
    const deep = parent !== null && (levels[parent] ?? 0) + 1 < LEVELS_MOST;
    levels.push(deep ? (levels[parent] ?? 0) + 1 : 0);
    return { id: `i${index}`, parentId: deep ? `i${parent}` : null, weight: index, visibility: seen };
  });
});

describe('numbers', () => {
  test('those of the Romans', () => {
    expect([1, 4, 9, 14, 40, 90, 400, 1994].map(roman)).toEqual(['I', 'IV', 'IX', 'XIV', 'XL', 'XC', 'CD', 'MCMXCIV']);
  });

  test('each common item has its own, below that of its parent; no other has one', () => {
    fc.assert(
      fc.property(trees, (items) => {
        const numbers = numberItems(items, { prefix: '', numerals: 'arabic' });
        const seen = shades(items);
        const given = [...numbers.values()].filter((number) => number !== '');
        expect(new Set(given).size).toBe(given.length);
        for (const { id, parentId } of items) {
          const shade = seen.get(id);
          const common = !shade?.internal && !shade?.hidden;
          expect(numbers.get(id) !== '').toBe(common);
          if (common && parentId) expect(numbers.get(id)?.startsWith(`${numbers.get(parentId)}.`)).toBe(true);
        }
      }),
    );
  });
});

describe('the tree', () => {
  test('what is hidden hides all below it', () => {
    fc.assert(
      fc.property(trees, (items) => {
        const ids = new Set(visibleItems(items, { seeInternal: false, manage: false }).map(({ id }) => id));
        const orphans = items.filter(({ id, parentId }) => ids.has(id) && parentId !== null && !ids.has(parentId));
        expect(orphans).toEqual([]);
      }),
    );
  });

  test('moving loses nobody, makes no circle, and stands where it was asked to', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat(), (items, from, to) => {
        fc.pre(items.length > 1);
        const moving = items[from % items.length]?.id as string;
        const parentId = items[to % items.length]?.id ?? null;
        let places: ReturnType<typeof moveItems>;
        try {
          places = moveItems(items, [moving], parentId, null);
        } catch {
          return;
        }
        const byId = new Map(places.map((place) => [place.id, place]));
        const after = items.map((item) => ({ ...item, ...byId.get(item.id) }));
        expect(walk(after)).toHaveLength(items.length);
        expect(walk(after).find(({ item }) => item.parentId === parentId)?.item.id).toBe(moving);
      }),
    );
  });

  test('a tree in its own order changes nothing in the order', () => {
    fc.assert(
      fc.property(trees, (items) => {
        const tree = (parentId: string | null): TreeNode[] =>
          walk(items)
            .filter(({ item }) => item.parentId === parentId)
            .map(({ item }) => ({ id: item.id, children: tree(item.id) }));
        const places = new Map(reorderTree(items, tree(null)).map((place) => [place.id, place]));
        const after = items.map((item) => ({ ...item, ...places.get(item.id) }));
        expect(walk(after).map(({ item }) => item.id)).toEqual(walk(items).map(({ item }) => item.id));
      }),
    );
  });
});

describe('states', () => {
  const change = { otherOpen: false, voteRuns: false, reason: null };
  const refusal = (given: StateChange): string | null => {
    try {
      checkStateChange(given);
      return null;
    } catch (error) {
      return (error as AppError).code;
    }
  };

  test('the chair may all that the table has, the secretary what needs no chair', () => {
    for (const from of ITEM_STATES) {
      for (const to of ITEM_STATES) {
        const possible = nextStates(from, { chair: true, secretary: false }).includes(to);
        expect(nextStates(from, { chair: false, secretary: true }).includes(to)).toBe(
          possible && !needsChair(from, to),
        );
        expect(refusal({ ...change, from, to, reason: 'vì có ý kiến mới' })).toBe(
          possible ? null : 'meetings.item_state',
        );
      }
    }
  });

  test.each<[ItemState, ItemState, object, string]>([
    ['planned', 'open', { otherOpen: true }, 'meetings.item_other_open'],
    ['open', 'closed', { voteRuns: true }, 'meetings.item_vote_runs'],
    ['closed', 'open', { reason: ' ' }, 'meetings.item_reason_needed'],
    ['withdrawn', 'open', {}, 'meetings.item_state'],
  ])('%s to %s is refused', (from, to, more, code) => {
    expect(refusal({ ...change, from, to, ...more })).toBe(code);
  });
});

describe('times', () => {
  const MINUTE = 60_000;
  const item = (id: string, more: Partial<PlannedItem> = {}): PlannedItem => ({
    id,
    parentId: null,
    weight: Number(id.slice(1)),
    visibility: 'common',
    state: 'planned',
    duration: 10 * MINUTE,
    breakAfter: 0,
    openedAt: null,
    closedAt: null,
    ...more,
  });
  const minutes = (items: PlannedItem[], begun: number | null = 0) =>
    [...planItems(items, 0, begun)].map(([id, { planned, expected }]) => [
      id,
      planned / MINUTE,
      expected === null ? null : expected / MINUTE,
    ]);

  test('by the programme: durations and breaks before; parents and what not all see have none', () => {
    const items = [
      item('i1'),
      item('i2', { duration: 0 }),
      item('i3', { parentId: 'i2', breakAfter: 15 * MINUTE }),
      item('i4', { visibility: 'internal' }),
      item('i5'),
    ];
    expect(minutes(items, null)).toEqual([
      ['i1', 0, 0],
      ['i3', 10, 10],
      ['i5', 35, 35],
    ]);
  });

  test('what was closed late shifts the rest, what is put off or withdrawn gives its time back', () => {
    const closed = item('i1', { state: 'closed', openedAt: 0, closedAt: 25 * MINUTE });
    expect(minutes([closed, item('i2'), item('i3')])).toEqual([
      ['i1', 0, null],
      ['i2', 10, 25],
      ['i3', 20, 35],
    ]);
    expect(minutes([closed, item('i2', { state: 'postponed' }), item('i3')]).at(-1)).toEqual(['i3', 20, 25]);
    const open = item('i2', { state: 'open', openedAt: 26 * MINUTE });
    expect(minutes([closed, open, item('i3')]).at(-1)).toEqual(['i3', 20, 36]);
  });

  test('a session that goes by its programme is expected as planned', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(120), { minLength: 1, maxLength: 10 }), fc.nat(9), (durations, done) => {
        let at = 0;
        const items = durations.map((duration, index) => {
          const openedAt = at;
          at += duration;
          const times = index < done ? ({ state: 'closed', openedAt, closedAt: at } as const) : {};
          return item(`i${index}`, { duration, ...times });
        });
        const ahead = [...planItems(items, 0, 0).values()].filter(({ expected }) => expected !== null);
        expect(ahead.map(({ expected }) => expected)).toEqual(ahead.map(({ planned }) => planned));
      }),
    );
  });
});
