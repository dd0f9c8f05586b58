import type { Kysely } from 'kysely';
import type { VoteTables } from '../votes/tables.ts';

/** Who answers for a place of a session. */
export async function findPlaceHead(
  db: Kysely<VoteTables>,
  sessionId: string,
  placeId: string,
): Promise<{ headId: string | null } | undefined> {
  return await db
    .selectFrom('meetings.place')
    .select('head_id as headId')
    .where('session_id', '=', sessionId)
    .where('id', '=', placeId)
    .executeTakeFirst();
}
