import type { Transaction } from 'kysely';
import { unseal } from '#platform/server/config/seal.ts';
import type { Secrets } from '#platform/server/config/secrets.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import { voteErrors } from '../../errors/votes.ts';
import { type Ballot, readBallot } from './ballot.ts';
import { findChairAnswer, findMarks, findNamed, findSealed, findVoters, rewriteSecret } from './ballots.repo.ts';
import { count, type Weighed } from './count.ts';
import { electorateToFigures, outcomesOf, resultOf, tallyToText } from './figures.ts';
import { setFinished, takeKey } from './life.repo.ts';
import { type OpenVote, tellVote } from './open-vote.ts';
import { sideOfChair } from './outcome.ts';
import { openBallot } from './seal-ballot.ts';
import { keyPurpose } from './start-vote.ts';
import type { ElectorateText, TieRecord, VoteTables } from './tables.ts';
import type { VoteRecord } from './vote-record.ts';

/**
 * Counts a running vote, once, in the caller's transaction: ballots of a secret vote are opened, shuffled and written anew
 * together with the marks, and the key that opened them is destroyed. A crash before the commit leaves the vote running.
 * @throws meetings.vote_ballots_differ when there is not exactly one ballot for each mark
 */
export async function countVote(ctx: Context, tx: Tx, { session, vote }: OpenVote, by: string): Promise<VoteRecord> {
  const trx = tx.as<VoteTables>();
  const { ballots, voted } = await takeBallots(trx, ctx.platform.secrets, vote);
  const tally = count(vote.form, ballots);
  const electorate = electorateToFigures(vote.electorate as ElectorateText);
  const outcomes = outcomesOf(vote, tally, electorate);
  const tie = Object.values(outcomes).includes('tie') ? await proposeSide(trx, vote) : null;
  const at = ctx.platform.now();
  const counted: VoteRecord = { ...vote, state: 'finished', stoppedAt: at, tally: tallyToText(tally), outcomes, tie };
  await setFinished(trx, vote.id, { at, tally: tallyToText(tally), outcomes, tie });
  await tellVote(ctx, tx, {
    session,
    vote,
    by,
    action: 'meetings.vote.stop',
    kind: 'vote_stopped',
    before: { state: vote.state },
    // Who voted, by their ids; of named votes also what: so the audit holds every ballot, and no order of them.
    after: { result: resultOf(counted), tie, voted },
  });
  return counted;
}

interface Taken {
  ballots: Weighed[];
  voted: unknown[];
}

async function takeBallots(trx: Transaction<VoteTables>, secrets: Secrets, vote: VoteRecord): Promise<Taken> {
  const voters = new Map((await findVoters(trx, vote.id)).map((voter) => [voter.id, voter]));
  const weightOf = (id: string) => {
    const voter = voters.get(id);
    if (voter === undefined) throw voteErrors.fail('meetings.vote_ballots_differ');
    return voter.weight;
  };
  if (vote.visibility !== 'secret') {
    const rows = await findNamed(trx, vote.id);
    return { ballots: rows.map((row) => ({ ballot: row.ballot, weight: weightOf(row.participantId) })), voted: rows };
  }
  const marks = await findMarks(trx, vote.id);
  const opened = await openAll(trx, secrets, vote);
  if (marks.length !== opened.length) throw voteErrors.fail('meetings.vote_ballots_differ');
  await rewriteSecret(trx, vote.id, marks, opened);
  // All weigh the same: a secret vote with different weights does not start.
  const [weight = 0n] = marks.map(({ participantId }) => weightOf(participantId));
  return { ballots: opened.map((ballot) => ({ ballot, weight })), voted: marks };
}

async function openAll(trx: Transaction<VoteTables>, secrets: Secrets, vote: VoteRecord): Promise<Ballot[]> {
  const sealedKey = await takeKey(trx, vote.id);
  if (sealedKey === undefined) throw voteErrors.fail('meetings.vote_ballots_differ');
  const privateKey = Buffer.from(unseal(secrets, keyPurpose(vote.id), sealedKey), 'base64');
  return (await findSealed(trx, vote.id)).map((sealed) => {
    const read = readBallot(vote.form, JSON.parse(openBallot(privateKey, vote.id, sealed)));
    if (!read.ok) throw voteErrors.fail('meetings.vote_ballots_differ');
    return read.value;
  });
}

async function proposeSide(trx: Transaction<VoteTables>, vote: VoteRecord): Promise<TieRecord> {
  const chairAnswer = await findChairAnswer(trx, vote.sessionId, vote.id);
  return { chairAnswer, proposed: sideOfChair(chairAnswer), confirmedBy: null, confirmedAt: null };
}
