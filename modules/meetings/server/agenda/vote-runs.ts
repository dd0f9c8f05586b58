import type { Transaction } from 'kysely';
import { countVotesRunning } from '../journal/journal.repo.ts';
import type { MeetingsTables } from '../tables.ts';

/** Is a vote on this item running? By the journal: more were started than stopped. */
export async function voteRuns(trx: Transaction<MeetingsTables>, sessionId: string, itemId: string): Promise<boolean> {
  return (await countVotesRunning(trx, sessionId, itemId)) > 0;
}
