import { type Entry, entryState, hasTheFloor, type SpeakerList } from './list.ts';

/**
 * A clock as screens get it. Standing still it says what is left; running it says when nothing will be left. Each screen
 * subtracts its own corrected present, so that nobody sends ticks and all places show the same second.
 * `left` and `expiresAt` are null where no time is set; below zero the time is overdrawn.
 */
export type Clock =
  | { running: false; used: number; left: number | null }
  | { running: true; since: number; expiresAt: number | null };

/** Time spoken since the word was given, pauses left out. */
export function spokenAt(entry: Entry, now: number): number {
  return entry.spokenBefore + sinceBegin(entry, now);
}

/** Time since the word was given or the last pause ended: what an account has not been charged for yet. */
export function sinceLastStart({ begunAt, resumedAt, pausedFor }: Entry, now: number): number {
  // Pauses are free, also those of an entry that does not know when the last one ended.
  return resumedAt === null ? now - (begunAt ?? now) - pausedFor : now - resumedAt;
}

/** The clock of one entry; what it spoke before it was put back does not count against it. */
export function clockOf(entry: Entry, now: number): Clock {
  const used = sinceBegin(entry, now);
  const allowed = entry.limit === null ? null : entry.limit + entry.extra;
  if (entryState(entry) !== 'speaking') return { running: false, used, left: allowed === null ? null : allowed - used };
  const since = now - used;
  return { running: true, since, expiresAt: allowed === null ? null : since + allowed };
}

/** The entry that the big clock shows: who speaks, else who was paused last. */
export function inFront({ entries }: SpeakerList): Entry | undefined {
  const floor = entries.filter(hasTheFloor);
  return (
    floor.find((entry) => entryState(entry) === 'speaking') ??
    floor.toSorted((a, b) => (b.pausedAt as number) - (a.pausedAt as number))[0]
  );
}

function sinceBegin({ begunAt, pausedAt, endedAt, pausedFor }: Entry, now: number): number {
  if (begunAt === null) return 0;
  return (endedAt ?? pausedAt ?? now) - begunAt - pausedFor;
}
