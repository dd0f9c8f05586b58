import type { Transaction } from 'kysely';
import { insertEntries, nextVersions } from '../journal/journal.repo.ts';
import type { JournalEntry } from '../journal/write-journal.ts';
import type { MeetingsTables } from '../tables.ts';

/** Writes entries of another day, in the order of their times. */
export async function journalAt(
  trx: Transaction<MeetingsTables>,
  sessionId: string,
  actorId: string | null,
  entries: readonly (JournalEntry & { at: Date })[],
): Promise<void> {
  const sorted = [...entries].sort((a, b) => a.at.getTime() - b.at.getTime());
  const first = (await nextVersions(trx, sessionId, sorted.length)) - BigInt(sorted.length) + 1n;
  for (const [index, { at, ...entry }] of sorted.entries()) {
    await insertEntries(trx, sessionId, first + BigInt(index), at, actorId, [entry]);
  }
}
