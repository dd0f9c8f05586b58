import { sql, type Transaction } from 'kysely';
import type { MeetingsTables } from '../tables.ts';
import type { JournalKind } from './journal-kinds.ts';
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

/** Votes on an item that were started and not stopped yet. */
export async function countVotesRunning(trx: Trx, sessionId: string, itemId: string): Promise<number> {
  const row = await trx
    .selectFrom('meetings.journal')
    .select(sql<number>`coalesce(sum(case kind when 'vote_started' then 1 else -1 end), 0)`.as('running'))
    .where('session_id', '=', sessionId)
    .where('item_id', '=', itemId)
    .where('kind', 'in', ['vote_started', 'vote_stopped'])
    .executeTakeFirstOrThrow();
  return Number(row.running);
}

/** The last word of the journal on whether somebody is there. */
export async function findLastPresence(
  trx: Trx,
  sessionId: string,
  participantId: string,
): Promise<JournalKind | null> {
  const row = await trx
    .selectFrom('meetings.journal')
    .select('kind')
    .where('session_id', '=', sessionId)
    .where('participant_id', '=', participantId)
    .where('kind', 'in', ['presence_in', 'presence_uncertain', 'presence_out'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.kind ?? null;
}
