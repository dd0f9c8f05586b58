import { agendaErrors } from '../../errors/agenda.ts';

/** As much of an item as its place in the tree needs. Siblings stand by weight, small first. */
export interface TreeItem {
  id: string;
  parentId: string | null;
  weight: number;
}

/** A whole agenda in a new order. */
export interface TreeNode {
  id: string;
  children?: TreeNode[] | undefined;
}

export interface Place {
  id: string;
  parentId: string | null;
  weight: number;
}

export const LEVELS_MOST = 5;

/** Items below each parent (`null`: the roots), in their order. */
export function childrenOf<Item extends TreeItem>(items: readonly Item[]): Map<string | null, Item[]> {
  const children = new Map<string | null, Item[]>();
  for (const item of items) children.set(item.parentId, [...(children.get(item.parentId) ?? []), item]);
  for (const [id, list] of children)
    children.set(
      id,
      list.toSorted((a, b) => a.weight - b.weight),
    );
  return children;
}

/** All items as they are read, from the top, each with its level from 0. */
export function walk<Item extends TreeItem>(items: readonly Item[]): { item: Item; level: number }[] {
  const children = childrenOf(items);
  const below = (parentId: string | null, level: number): { item: Item; level: number }[] =>
    (children.get(parentId) ?? []).flatMap((item) => [{ item, level }, ...below(item.id, level + 1)]);
  return below(null, 0);
}

/** The weight of a new last child. */
export function lastWeight(items: readonly TreeItem[], parentId: string | null): number {
  return Math.max(0, ...items.filter((item) => item.parentId === parentId).map(({ weight }) => weight)) + 1;
}

/**
 * Places of all items after a reordering of the whole tree.
 * @throws meetings.item_not_found, meetings.item_twice, meetings.item_missing, meetings.item_too_deep
 */
export function reorderTree(items: readonly TreeItem[], tree: readonly TreeNode[]): Place[] {
  const known = new Set(items.map(({ id }) => id));
  const seen = new Set<string>();
  const places = (nodes: readonly TreeNode[], parentId: string | null, level: number): Place[] =>
    nodes.flatMap(({ id, children = [] }, index) => {
      if (!known.has(id)) throw agendaErrors.fail('meetings.item_not_found');
      if (seen.has(id)) throw agendaErrors.fail('meetings.item_twice');
      if (level >= LEVELS_MOST) throw agendaErrors.fail('meetings.item_too_deep');
      seen.add(id);
      return [{ id, parentId, weight: index + 1 }, ...places(children, id, level + 1)];
    });
  const all = places(tree, null, 0);
  if (all.length < items.length) throw agendaErrors.fail('meetings.item_missing');
  return all;
}

/**
 * Places of the items whose place changes when these move, in this order, below a parent and behind one of its children
 * (`null`: to the front).
 * @throws meetings.item_not_found, meetings.item_parent_unknown, meetings.item_below_itself, meetings.item_too_deep
 */
export function moveItems(
  items: readonly TreeItem[],
  ids: readonly string[],
  parentId: string | null,
  behind: string | null,
): Place[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const moving = ids.map((id) => {
    const item = byId.get(id);
    if (!item) throw agendaErrors.fail('meetings.item_not_found');
    return item;
  });
  if (parentId !== null && !byId.has(parentId)) throw agendaErrors.fail('meetings.item_parent_unknown');
  for (let above = parentId; above !== null; above = byId.get(above)?.parentId ?? null) {
    if (ids.includes(above)) throw agendaErrors.fail('meetings.item_below_itself');
  }
  const siblings = (childrenOf(items).get(parentId) ?? []).filter(({ id }) => !ids.includes(id));
  const at = behind === null ? 0 : siblings.findIndex(({ id }) => id === behind) + 1;
  if (behind !== null && at === 0) throw agendaErrors.fail('meetings.item_not_found');
  const places = siblings.toSpliced(at, 0, ...moving).map(({ id }, index) => ({ id, parentId, weight: index + 1 }));
  const moved = new Map(places.map((place) => [place.id, place]));
  const after = items.map((item) => ({ ...item, ...moved.get(item.id) }));
  if (walk(after).some(({ level }) => level >= LEVELS_MOST)) throw agendaErrors.fail('meetings.item_too_deep');
  return places.filter(({ id, weight }) => byId.get(id)?.parentId !== parentId || byId.get(id)?.weight !== weight);
}
