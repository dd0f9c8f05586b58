import type { Kysely } from 'kysely';
import type { MediaTables } from './tables.ts';

/** So many of those who wait are told: more are never connected ahead. */
const WAITING_MOST = 20;

/** Who has the word now, and who waits for it in the open item, in order. */
export async function findFloor(
  db: Kysely<MediaTables>,
  sessionId: string,
): Promise<{ speaking: string[]; waiting: string[] }> {
  const rows = await db
    .selectFrom('meetings.speaker as speaker')
    .innerJoin('meetings.item as item', 'item.id', 'speaker.item_id')
    .select(['speaker.participant_id as id', 'speaker.begun_at as begunAt'])
    .where('speaker.session_id', '=', sessionId)
    .where('item.state', '=', 'open')
    .where('speaker.participant_id', 'is not', null)
    .where('speaker.removed_at', 'is', null)
    .where('speaker.ended_at', 'is', null)
    .where('speaker.paused_at', 'is', null)
    // Who has begun comes first.
    .orderBy('speaker.begun_at')
    .orderBy('speaker.weight')
    .limit(WAITING_MOST + 1)
    .execute();
  const ids = (begun: boolean) =>
    rows.filter(({ begunAt }) => (begunAt !== null) === begun).map(({ id }) => id as string);
  return { speaking: ids(true), waiting: ids(false) };
}
