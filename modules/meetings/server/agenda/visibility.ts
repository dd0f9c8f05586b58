import { type TreeItem, walk } from './tree.ts';

/** Who sees an item: all, those who may see what is internal, only those who manage the agenda. */
export type Visibility = 'common' | 'internal' | 'hidden';

export interface SeenItem extends TreeItem {
  visibility: Visibility;
}

export interface Shade {
  /** From 0. */
  level: number;
  /** The item, or one above it, is internal. */
  internal: boolean;
  hidden: boolean;
}

/** Level and visibility of each item, its own or inherited from above. */
export function shades(items: readonly SeenItem[]): Map<string, Shade> {
  const all = new Map<string, Shade>();
  // From the top: an item's parent is always there before it.
  for (const { item, level } of walk(items)) {
    const above = item.parentId === null ? undefined : all.get(item.parentId);
    all.set(item.id, {
      level,
      internal: item.visibility === 'internal' || (above?.internal ?? false),
      hidden: item.visibility === 'hidden' || (above?.hidden ?? false),
    });
  }
  return all;
}

export const isCommon = (shade: Shade | undefined): boolean => shade !== undefined && !shade.internal && !shade.hidden;

/** The items that a reader sees, in the order of the agenda. */
export function visibleItems<Item extends SeenItem>(
  items: readonly Item[],
  may: { seeInternal: boolean; manage: boolean },
): Item[] {
  const all = shades(items);
  return walk(items)
    .map(({ item }) => item)
    .filter(({ id }) => {
      const shade = all.get(id);
      return (may.manage || !shade?.hidden) && (may.seeInternal || may.manage || !shade?.internal);
    });
}
