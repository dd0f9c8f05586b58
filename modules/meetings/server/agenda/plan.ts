import type { ItemState } from './states.ts';
import { walk } from './tree.ts';
import { isCommon, type SeenItem, shades } from './visibility.ts';

export interface PlannedItem extends SeenItem {
  state: ItemState;
  /** Milliseconds the item should take. */
  duration: number;
  /** A break that follows it, in milliseconds. */
  breakAfter: number;
  openedAt: number | null;
  closedAt: number | null;
}

export interface ItemTimes {
  /** By the programme: start of the session and all durations before. */
  planned: number;
  /** As things stand: what was closed shifts the rest. Null for what is done, put off or withdrawn. */
  expected: number | null;
}

/**
 * When each item that all see and that has none below it begins, by the programme and as things stand. An open item is
 * expected to take its time from its opening; that it takes longer is known when it closes.
 * @param start planned start of the session; @param begun when it was opened, null before
 */
export function planItems(items: readonly PlannedItem[], start: number, begun: number | null): Map<string, ItemTimes> {
  const seen = shades(items);
  const common = walk(items)
    .map(({ item }) => item)
    .filter(({ id }) => isCommon(seen.get(id)));
  const parents = new Set(common.map(({ parentId }) => parentId));
  const leaves = common.filter(({ id }) => !parents.has(id));
  const times = new Map<string, ItemTimes>();
  let planned = start;
  let expected = freeFrom(leaves, begun ?? start);
  for (const item of leaves) {
    const ahead = item.state === 'planned';
    times.set(item.id, { planned, expected: ahead ? expected : null });
    planned += item.duration + item.breakAfter;
    if (ahead) expected += item.duration + item.breakAfter;
  }
  return times;
}

/** When the next item can begin: after what is open or paused has had its time, else after the last that was closed. */
function freeFrom(leaves: readonly PlannedItem[], begun: number): number {
  const ends = leaves.flatMap(({ state, duration, breakAfter, openedAt, closedAt }) => {
    if (state === 'closed' && closedAt !== null) return [closedAt + breakAfter];
    const running = (state === 'open' || state === 'paused') && openedAt !== null;
    return running ? [openedAt + duration + breakAfter] : [];
  });
  return Math.max(begun, ...ends);
}
