import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { BallotInput, Receipt } from '../../contract.ts';
import { voteErrors } from '../../errors/votes.ts';
import { findPresent } from '../presence/presence.repo.ts';
import { requireDuty, requireSeat } from '../sessions/seat.ts';
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
  const { participant } = await requireSeat(ctx, sessionId);
  if (participant === null) throw voteErrors.fail('meetings.ballot_not_in_session');
  return await takeBallot(ctx, {
    ...input,
    sessionId,
    voteId,
    acting: { id: participant.id, inSession: true, present: await isThere(ctx, participant.id) },
    byPhone: false,
  });
}

/**
 * The secretary hands in what a member said over the telephone after the line failed; the record marks it. Never in a
 * secret vote: the secretary would know.
 * @throws meetings.duty_missing, meetings.vote_secret_phone, and as {@link castBallot}
 */
export async function castByPhone(ctx: Context, sessionId: string, voteId: string, input: Cast): Promise<Receipt> {
  await requireDuty(ctx, sessionId, 'secretary');
  const present = await isThere(ctx, input.participantId);
  return await takeBallot(ctx, {
    ...input,
    sessionId,
    voteId,
    acting: { id: input.participantId, inSession: true, present },
    byPhone: true,
  });
}

/** Confirmed, and not gone since. A lost line makes nobody absent. */
async function isThere(ctx: Context, participantId: string): Promise<boolean> {
  return (await findPresent(ctx.platform.db as Kysely<VoteTables>, participantId)) !== undefined;
}
