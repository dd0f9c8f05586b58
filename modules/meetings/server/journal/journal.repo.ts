import { sql, type Transaction } from 'kysely';
import type { MeetingsTables } from '../tables.ts';
import type { JournalEntry } from './write-journal.ts';

type Trx = Transaction<MeetingsTables>;

/** Takes the next numbers of a session and locks its row until the commit; answers the last of them. */
export async function nextVersions(trx: Trx, sessionId: string, count: number): Promise<bigint> {
  const { version } = await trx
    .updateTable('meetings.session')
    .set({ version: sql`version + ${count}` })
    .where('id', '=', sessionId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return BigInt(version);
}

export async function insertEntries(
  trx: Trx,
  sessionId: string,
  first: bigint,
  at: Date,
  actorId: string | null,
  entries: readonly JournalEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await trx
    .insertInto('meetings.journal')
    .values(
      entries.map((entry, index) => ({
        session_id: sessionId,
        seq: first + BigInt(index),
        at,
        kind: entry.kind,
        item_id: entry.itemId ?? null,
        participant_id: entry.participantId ?? null,
        actor_id: actorId,
        data: JSON.stringify(entry.data ?? {}),
        corrects: entry.corrects ?? null,
      })),
    )
    .execute();
}
