import type { Kysely, Transaction } from 'kysely';
import { writeEvents } from '#platform/server/events/write-events.ts';
import { sessionTopic } from '../../contract.ts';
import { nextVersions } from '../journal/journal.repo.ts';
import type { VoteTables } from './tables.ts';

/** Gives a session a new version, so that its screens ask again. */
export async function writeProgress(db: Kysely<VoteTables>, sessionId: string): Promise<void> {
  // oxlint-disable-next-line nhipcau/guarded-writes -- a hint to screens, no act: the ballots tell it again
  await db.transaction().execute(async (trx) => {
    const version = await nextVersions(trx as never, sessionId, 1);
    await writeEvents(trx as unknown as Transaction<unknown>, [
      { topic: sessionTopic(sessionId), payload: { version: String(version) } },
    ]);
  });
}
