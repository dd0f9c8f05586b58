import { sql, type Transaction } from 'kysely';
import type { MeetingsTables } from '../tables.ts';

/** Writes one part of a session's settings; the others stay. */
export async function writeSettings(
  trx: Transaction<MeetingsTables>,
  sessionId: string,
  part: string,
  value: object,
): Promise<void> {
  await trx
    .updateTable('meetings.session')
    .set({ settings: sql<string>`settings || jsonb_build_object(${part}::text, ${JSON.stringify(value)}::jsonb)` })
    .where('id', '=', sessionId)
    .execute();
}
