import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { ChangeVote } from '../../contract.ts';
import { requireDuty } from '../sessions/seat.ts';
import { openVote, requireAct, tellVote } from './open-vote.ts';
import { readPlan } from './plan-vote.ts';
import type { VoteTables } from './tables.ts';
import { deleteVote, retitleVote, updateVote } from './votes.repo.ts';

/**
 * Changes a vote: all of it before it starts. Afterwards the label alone; what is asked and how it is counted is frozen,
 * so that all else must be handed in as it stands.
 * @throws meetings.vote_not_found, meetings.vote_state, meetings.vote_plan
 */
export async function changeVote(ctx: Context, sessionId: string, voteId: string, input: ChangeVote): Promise<void> {
  const { participant } = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<VoteTables>();
    const { session, vote } = await openVote(trx, sessionId, voteId, null, true);
    const told = { session, vote, by: participant.id, action: 'meetings.vote.change' as const };
    if (vote.state !== 'created' && input.question === vote.question) {
      await retitleVote(trx, voteId, input.title);
      await tellVote(ctx, tx, { ...told, before: { title: vote.title }, after: { title: input.title } });
      return;
    }
    requireAct(vote, 'change');
    const plan = await readPlan(trx, session, vote.itemId, input);
    await updateVote(trx, voteId, plan);
    const { title, question, visibility, form, labels, threshold, text } = vote;
    const before = { title, question, visibility, form, labels, threshold, text };
    await tellVote(ctx, tx, { ...told, before, after: { ...plan } });
  });
}

/** Removes a vote that never started. @throws meetings.vote_not_found, meetings.vote_state */
export async function removeVote(ctx: Context, sessionId: string, voteId: string): Promise<void> {
  const { participant } = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  await transact(ctx, async (tx) => {
    const trx = tx.as<VoteTables>();
    const { session, vote } = await openVote(trx, sessionId, voteId, 'remove', true);
    await deleteVote(trx, voteId);
    const { title, question } = vote;
    await tellVote(ctx, tx, {
      session,
      vote,
      by: participant.id,
      action: 'meetings.vote.remove',
      before: { title, question },
      after: {},
    });
  });
}
