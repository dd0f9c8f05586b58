import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { voteErrors } from '../../errors/votes.ts';
import { requireDuty } from '../sessions/seat.ts';
import { openVote, tellVote } from './open-vote.ts';
import type { VoteTables } from './tables.ts';
import type { VoteRecord } from './vote-record.ts';
import { findVote, hasNextRound, insertVote } from './votes.repo.ts';

/**
 * Votes again on the same: a new vote, the next round of this one, which stays as it is. Answers its id.
 * @throws meetings.vote_state while it runs, or when there is a next round already
 */
export async function openRound(ctx: Context, sessionId: string, voteId: string): Promise<string> {
  const { participant } = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  return await transact(ctx, async (tx) => {
    const trx = tx.as<VoteTables>();
    const { session, vote } = await openVote(trx, sessionId, voteId, null);
    const over = vote.state === 'finished' || vote.state === 'published';
    if (!over || (await hasNextRound(trx, voteId))) throw voteErrors.fail('meetings.vote_state');
    const { options: _options, ...form } = vote.form;
    const { itemId, title, question, visibility, labels, threshold, text } = vote;
    const plan = { itemId, title, question, visibility, labels, threshold, text };
    const id = await insertVote(trx, { ...plan, form, sessionId, round: vote.round + 1, previousId: vote.id });
    const next = (await findVote(trx, sessionId, id)) as VoteRecord;
    await tellVote(ctx, tx, {
      session,
      vote: next,
      by: participant.id,
      action: 'meetings.vote.open_round',
      after: { round: next.round, previousId: vote.id },
    });
    return id;
  });
}
