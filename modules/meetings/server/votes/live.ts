import type { Kysely, Transaction } from 'kysely';
import type { Vote } from '../../contract.ts';
import type { VoteTables } from './tables.ts';
import { peopleOn, toView } from './view.ts';
import { findNames, findVotes } from './votes.repo.ts';

const VOTES_SHOWN = 200;

/**
 * The votes of a session for a document that all screens of one audience share: it holds nothing that belongs to one
 * reader. `all`: members, places, viewers and the wall see votes once they run, how many have voted, and results at the
 * act of publishing. `office`: chair, secretary and counting board see plans, and a count before it is published. Nobody
 * sees what is in a ballot while a vote runs.
 */
export async function liveVotes(
  db: Kysely<VoteTables> | Transaction<VoteTables>,
  sessionId: string,
  audience: 'all' | 'office',
): Promise<Vote[]> {
  const votes = await findVotes(db, sessionId, { begun: audience === 'all', limit: VOTES_SHOWN });
  const names = await findNames(db, peopleOn(votes));
  return votes.map((vote) => toView(vote, names, audience === 'office'));
}
