import type { JournalEntry } from '../journal/write-journal.ts';
import { spokenAt } from './clocks.ts';
import { type Entry, type EntryState, entryState, type SpeakerList } from './list.ts';

/** What the journal tells of a list that went from one state to another: words given, paused, resumed, ended. */
export function speechesBetween(before: SpeakerList, after: SpeakerList, itemId: string, now: number): JournalEntry[] {
  const old = new Map(before.entries.map((entry) => [entry.id, entry]));
  const left = new Set(after.entries.map(({ id }) => id));
  const away = before.entries.filter((entry) => !left.has(entry.id) && entryState(entry) !== 'waiting');
  const told = [
    ...away.map((entry) => tell('word_ended', entry, itemId, now)),
    ...after.entries.flatMap((entry) => {
      const from = old.get(entry.id);
      const kind = step(from ? entryState(from) : 'waiting', entryState(entry));
      return kind ? [tell(kind, entry, itemId, now)] : [];
    }),
  ];
  const list =
    after.closed === before.closed ? [] : [{ kind: after.closed ? 'list_closed' : 'list_opened', itemId } as const];
  // Who loses the word stands before who gets it.
  return [...told.toSorted((a, b) => Number(starts(a)) - Number(starts(b))), ...list];
}

const starts = ({ kind }: JournalEntry): boolean => kind === 'word_given' || kind === 'word_resumed';

function step(from: EntryState, to: EntryState): JournalEntry['kind'] | null {
  if (from === to) return null;
  if (to === 'finished') return 'word_ended';
  if (to === 'paused') return 'word_paused';
  if (to === 'speaking') return from === 'paused' ? 'word_resumed' : 'word_given';
  return 'word_put_back';
}

function tell(kind: JournalEntry['kind'], entry: Entry, itemId: string, now: number): JournalEntry {
  const { id: entryId, kind: speech, pointOfOrder, answer } = entry;
  const said = kind === 'word_ended' || kind === 'word_paused';
  return {
    kind,
    itemId,
    participantId: entry.participantId,
    data: { entryId, speech, pointOfOrder, answer, ...(said && { spokenMs: spokenAt(entry, now) }) },
  };
}
