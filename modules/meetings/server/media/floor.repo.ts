import type { Kysely } from 'kysely';
import type { MediaTables } from './tables.ts';

const WORD_KINDS = ['word_given', 'word_paused', 'word_resumed', 'word_ended'] as const;

/** Who has the word now, and who waits for it, in order. */
export async function findFloor(
  db: Kysely<MediaTables>,
  sessionId: string,
): Promise<{ speaking: string[]; waiting: string[] }> {
  const last = await db
    .selectFrom('meetings.journal')
    .distinctOn('participant_id')
    .select(['participant_id as id', 'kind'])
    .where('session_id', '=', sessionId)
    .where('kind', 'in', WORD_KINDS)
    .where('participant_id', 'is not', null)
    .orderBy('participant_id')
    .orderBy('seq', 'desc')
    .execute();
  const speaking = last.filter(({ kind }) => kind === 'word_given' || kind === 'word_resumed');
  return { speaking: speaking.map(({ id }) => id as string), waiting: [] };
}
