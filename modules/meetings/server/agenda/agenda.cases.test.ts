import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AppError } from '#platform/errors.ts';
import { type Numerals, numberItems } from './numbering.ts';
import { childrenOf, lastWeight, type Place, reorderTree, type TreeNode } from './tree.ts';
import { shades, type Visibility } from './visibility.ts';

interface Item {
  id: string;
  parentId: string | null;
  weight: number;
  visibility: Visibility;
  subject?: string | undefined;
  fields: Record<string, unknown>;
}

interface Given {
  id: string;
  parent?: string;
  weight?: number;
  kind?: Visibility;
  level?: number;
  subject?: string;
  changes?: Given[];
  tree?: TreeNode[];
  act?: string;
  [field: string]: unknown;
}

interface Case {
  case: string;
  differs?: string;
  given: { settings: { prefix?: string; numerals?: Numerals }; items: Given[] };
  do: Given[];
  expect: {
    refused: string | null;
    numbers?: Record<string, string>;
    items?: Record<string, Record<string, unknown>>;
    rootOrder?: string[];
    itemIds?: string[];
  };
}

const cases: Case[] = JSON.parse(
  readFileSync(new URL('../testing/cases/agenda-numbering.json', import.meta.url), 'utf8'),
);

/**
 * What stands in another place here: a topic is the item itself, and a draft is bound to it by the verbs that know drafts;
 * "done" is a state with acts of its own (states.test.ts), order is given by moving and not by a number.
 */
const ELSEWHERE = {
  subjects: ['a subject that is on the agenda is not added again', 'an unknown subject', 'removing the item of a'],
  fields: ['closed', 'weight', 'subject'],
};

const mapped = cases.filter((one) => !ELSEWHERE.subjects.some((part) => one.case.includes(part)));

function given(items: readonly Given[]): Item[] {
  const list = items.map((one, index) => item(one, one.weight ?? index + 1));
  // A level given by hand is so many items above, which are shown to all.
  for (const { id, level = 0, parent } of items) {
    if (level === 0 || parent !== undefined) continue;
    const above = Array.from({ length: level }, (_, n) =>
      item({ id: `${id}-above-${n}`, kind: 'common', ...(n > 0 && { parent: `${id}-above-${n - 1}` }) }, 1),
    );
    list.push(...above);
    Object.assign(list.find((one) => one.id === id) as Item, { parentId: above.at(-1)?.id });
  }
  return list;
}

function item(one: Given, weight: number): Item {
  const { id, parent, weight: _, kind, level: __, subject, act: ___, ...fields } = one;
  return { id, parentId: parent ?? null, weight, visibility: kind ?? 'internal', subject, fields };
}

function play(items: Item[], act: Given): Item[] {
  const change = (one: Given) =>
    items.map((old) => {
      if (old.id !== one.id) return old;
      const { id: _, act: __, kind, ...fields } = one;
      return { ...old, visibility: kind ?? old.visibility, fields: { ...old.fields, ...fields } };
    });
  switch (act.act) {
    case 'number':
      return items;
    case 'change':
      return change(act);
    case 'change-many':
      return (act.changes ?? []).reduce((list, one) => play(list, { ...one, act: 'change' }), items);
    case 'reorder': {
      const places = new Map(reorderTree(items, act.tree ?? []).map((place): [string, Place] => [place.id, place]));
      return items.map((old) => ({ ...old, ...places.get(old.id) }));
    }
    case 'add':
      return [...items, item({ closed: false, ...act }, lastWeight(items, act.parent ?? null))];
    default:
      throw new Error(`The case does something unknown: ${act.act}`);
  }
}

/** Plays a case and looks at all that it states; answers why its last act was refused. */
function check({ given: before, do: acts, expect: wanted }: Case): string | null {
  let items = given(before.items);
  let refused: string | null = null;
  for (const act of acts) {
    try {
      items = play(items, act);
    } catch (error) {
      refused = (error as AppError).code;
    }
  }
  const numbers = numberItems(items, { prefix: '', numerals: 'arabic', ...before.settings });
  if (wanted.numbers) expect(Object.fromEntries(numbers)).toEqual(wanted.numbers);
  const tree = childrenOf(items);
  const seen = shades(items);
  for (const [id, stated] of Object.entries(wanted.items ?? {})) {
    const one = items.find((candidate) => candidate.id === id) as Item;
    const place = (tree.get(one.parentId) ?? []).indexOf(one) + 1;
    const children = (tree.get(id) ?? []).map((child) => child.id);
    const kind = one.visibility;
    const all = { ...one.fields, ...seen.get(id), parent: one.parentId, place, children, kind };
    const here = Object.entries(stated).filter(([field]) => !ELSEWHERE.fields.includes(field));
    expect(all).toMatchObject(Object.fromEntries(here));
  }
  if (wanted.rootOrder) expect((tree.get(null) ?? []).map(({ id }) => id)).toEqual(wanted.rootOrder);
  return refused;
}

test('all cases are there', () => {
  expect([cases.length, mapped.length]).toEqual([27, 23]);
});

describe('the agenda', () => {
  const same = mapped.filter(({ differs }) => differs === undefined);
  test.each(same.map((one) => [one.case, one] as const))('%s', (_name, one) => {
    expect(check(one)).toBe(one.expect.refused === null ? null : 'meetings.item_twice');
  });

  test('differs on purpose: a new item that says nothing is internal', () => {
    const [one, ...more] = mapped.filter(({ differs }) => differs !== undefined);
    expect(more).toEqual([]);
    expect(play([], (one as Case).do[0] as Given)).toMatchObject([{ visibility: 'internal' }]);
  });
});
