import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { voteErrors } from '../../errors/votes.ts';
import { requireDuty } from '../sessions/seat.ts';
import { countVote } from './count-vote.ts';
import { resultOf } from './figures.ts';
import { setPublished, setTie } from './life.repo.ts';
import { openVote, tellVote } from './open-vote.ts';
import type { TieRecord, VoteTables } from './tables.ts';

/** Ends the acceptance of ballots and counts. @throws meetings.vote_state, meetings.vote_ballots_differ */
export async function stopVote(ctx: Context, sessionId: string, voteId: string): Promise<void> {
  const { participant } = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  // oxlint-disable-next-line nhipcau/guarded-writes -- countVote leaves the audit row, two steps away
  await transact(ctx, async (tx) => {
    const open = await openVote(tx.as<VoteTables>(), sessionId, voteId, 'stop', true);
    await countVote(ctx, tx, open, participant.id);
  });
}

/**
 * Shows the result to everybody in one act; a running vote is counted first.
 * @throws meetings.vote_state, meetings.vote_tie_open while the side of the chair is not confirmed
 */
export async function publishVote(ctx: Context, sessionId: string, voteId: string): Promise<void> {
  const { participant } = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<VoteTables>();
    const { session, vote: found } = await openVote(trx, sessionId, voteId, 'publish', true);
    const vote = found.state === 'started' ? await countVote(ctx, tx, { session, vote: found }, participant.id) : found;
    if (vote.tie !== null && vote.tie.confirmedBy === null) throw voteErrors.fail('meetings.vote_tie_open');
    await setPublished(trx, voteId, ctx.platform.now());
    const { title, question, visibility, threshold } = vote;
    await tellVote(ctx, tx, {
      session,
      vote,
      by: participant.id,
      action: 'meetings.vote.publish',
      kind: 'vote_published',
      before: { state: vote.state },
      after: { title, question, visibility, threshold, result: resultOf(vote) },
    });
  });
}

/**
 * The secretary confirms the side of the chair in a tie; what the count came to stays as it is.
 * @throws meetings.vote_no_tie, meetings.vote_state once it is published
 */
export async function decideTie(ctx: Context, sessionId: string, voteId: string): Promise<void> {
  const { participant } = await requireDuty(ctx, sessionId, 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<VoteTables>();
    const { session, vote } = await openVote(trx, sessionId, voteId, null, true);
    if (vote.state !== 'finished') throw voteErrors.fail('meetings.vote_state');
    const { tie, outcomes } = vote;
    if (tie === null || outcomes === null || tie.confirmedBy !== null) throw voteErrors.fail('meetings.vote_no_tie');
    const decided = Object.fromEntries(Object.keys(outcomes).map((id) => [id, tie.proposed]));
    const confirmedAt = ctx.platform.now().toISOString();
    const confirmed: TieRecord = { ...tie, confirmedBy: participant.id, confirmedAt };
    await setTie(trx, voteId, decided, confirmed);
    await tellVote(ctx, tx, {
      session,
      vote,
      by: participant.id,
      action: 'meetings.vote.decide_tie',
      kind: 'vote_tie_decided',
      before: { outcomes },
      after: { outcomes: decided, chairAnswer: tie.chairAnswer },
    });
  });
}
