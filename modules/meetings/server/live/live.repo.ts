import { type Kysely, sql } from 'kysely';
import type { MeetingsTables } from '../tables.ts';

/** A text that changes when a session's people, duties, votes or places do. */
export async function findSeatsKey(db: Kysely<MeetingsTables>, sessionId: string): Promise<string> {
  const row = await db
    .selectFrom('meetings.participant')
    .select(
      sql<
        string | null
      >`md5(string_agg(concat_ws('|', id, kind, duties::text, person_id, name, place_id, votes), ',' order by id))`.as(
        'key',
      ),
    )
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row?.key ?? '';
}
