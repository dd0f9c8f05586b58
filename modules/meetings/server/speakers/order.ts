import { type Entry, type SpeakerList, waiting } from './list.ts';

/** Questions, then interventions, then points of order, then all others. */
export function rank({ kind, pointOfOrder }: Entry): number {
  if (kind === 'question') return 0;
  if (kind === 'intervention') return 1;
  return pointOfOrder ? 2 : 3;
}

/**
 * Puts a new entry into the queue: before the first waiting entry of a lower rank, wherever the chair has dragged those
 * of its own rank; and numbers all who wait anew. With categories a point of order goes behind the last one of equal or
 * smaller rank. An answer follows what it answers and the answers already there.
 */
export function place(list: SpeakerList, entry: Entry, answers?: Entry): SpeakerList {
  const queue = waiting(list).filter(({ id }) => id !== entry.id);
  const at = answers ? behindAnswers(queue, answers) : byRank(list, queue, entry);
  const others = list.entries.filter(({ id }) => id !== entry.id);
  return numbered({ ...list, entries: [...others, entry] }, queue.toSpliced(at, 0, entry));
}

/** Puts an entry at the head. */
export function placeFirst(list: SpeakerList, entry: Entry): SpeakerList {
  const others = list.entries.filter(({ id }) => id !== entry.id);
  return numbered({ ...list, entries: [...others, entry] }, [entry, ...waiting({ ...list, entries: others })]);
}

/** The list with its waiting entries in this order. */
export function numbered(list: SpeakerList, queue: readonly Entry[]): SpeakerList {
  const weights = new Map(queue.map(({ id }, index) => [id, index + 1]));
  return { ...list, entries: list.entries.map((one) => ({ ...one, weight: weights.get(one.id) ?? one.weight })) };
}

function behindAnswers(queue: readonly Entry[], answered: Entry): number {
  // What is answered has left the queue when it runs: then its answers stand at the head.
  let at = queue.findIndex(({ id }) => id === answered.id) + 1;
  while (queue[at]?.answer && queue[at]?.kind === answered.kind) at++;
  return at;
}

function byRank(list: SpeakerList, queue: readonly Entry[], entry: Entry): number {
  const category = ({ categoryId }: Entry): number =>
    list.categories.find(({ id }) => id === categoryId)?.rank ?? Number.POSITIVE_INFINITY;
  const categorised = list.settings.pointOfOrderCategories && entry.pointOfOrder;
  if (categorised) {
    const last = queue.findLastIndex((one) => one.pointOfOrder && category(one) <= category(entry));
    if (last >= 0) return last + 1;
  }
  const lower = (one: Entry): boolean =>
    rank(one) > rank(entry) || (categorised && one.pointOfOrder && category(one) > category(entry));
  const at = queue.findIndex(lower);
  return at < 0 ? queue.length : at;
}
