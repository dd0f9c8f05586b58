import type { Kysely } from 'kysely';
import { requirePerson } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { BallotInput, Receipt } from '../../contract.ts';
import { voteErrors } from '../../errors/votes.ts';
import { requireDuty, requireSeat } from '../sessions/seat.ts';
import { findCaster } from './ballots.repo.ts';
import type { VoteTables } from './tables.ts';
import { takeBallot } from './take-ballot.ts';

interface Cast {
  participantId: string;
  ballot: BallotInput;
}

/**
 * Casts a ballot, for oneself or for who gave the vote to the caller. It belongs to the person, not to the place or the
 * device. @throws meetings.vote_not_found, and one `meetings.ballot_…` for each reason
 */
export async function castBallot(ctx: Context, sessionId: string, voteId: string, input: Cast): Promise<Receipt> {
  const { personId } = requirePerson(ctx);
  const caster = await findCaster(ctx.platform.db as Kysely<VoteTables>, sessionId, voteId, { personId });
  if (caster === undefined) {
    // Who may not see the session learns no more than that.
    await requireSeat(ctx, sessionId);
    throw voteErrors.fail('meetings.ballot_not_in_session');
  }
  return await takeBallot(ctx, { ...input, sessionId, voteId, caster, byPhone: false });
}

/**
 * The secretary hands in what a member said over the telephone after the line failed; the record marks it. Never in a
 * secret vote: the secretary would know.
 * @throws meetings.duty_missing, meetings.vote_secret_phone, and as {@link castBallot}
 */
export async function castByPhone(ctx: Context, sessionId: string, voteId: string, input: Cast): Promise<Receipt> {
  await requireDuty(ctx, sessionId, 'secretary');
  const { participantId } = input;
  const caster = await findCaster(ctx.platform.db as Kysely<VoteTables>, sessionId, voteId, { participantId });
  if (caster === undefined) throw voteErrors.fail('meetings.ballot_not_in_session');
  return await takeBallot(ctx, { ...input, sessionId, voteId, caster, byPhone: true });
}
