import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import type { NamedBallot } from '../../contract.ts';
import { voteErrors } from '../../errors/votes.ts';
import { requireSeat } from '../sessions/seat.ts';
import { findNamed, findVoters } from './ballots.repo.ts';
import { mayReadBallots } from './get-vote.ts';
import { formatMillionths, ONE } from './millionths.ts';
import type { VoteTables } from './tables.ts';
import { findNames, findVote } from './votes.repo.ts';

const place = z.object({ id: placeId });

/**
 * Who voted what. @throws meetings.vote_not_found; meetings.vote_state when it is not to be seen yet, or never: of secret
 * votes nobody has such a list
 */
export async function listBallots(
  ctx: Context,
  sessionId: string,
  voteId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ rows: NamedBallot[]; next: string | null; total: null }> {
  const seat = await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<VoteTables>;
  const vote = await findVote(db, sessionId, voteId);
  if (!vote) throw voteErrors.fail('meetings.vote_not_found');
  if (!mayReadBallots(seat, vote)) throw voteErrors.fail('meetings.vote_state');
  const after = cursor === undefined ? undefined : readCursor(cursor, place).id;
  const [found, voters] = await Promise.all([
    findNamed(db, voteId, { after, limit: limit + 1 }),
    findVoters(db, voteId),
  ]);
  const { rows, next } = pageOf(found, limit, ({ participantId }) => ({ id: participantId }));
  const names = await findNames(
    db,
    rows.map(({ participantId }) => participantId),
  );
  const weights = new Map(voters.map(({ id, weight }) => [id, weight]));
  return {
    rows: rows.map((row) => ({
      ...row,
      number: names.get(row.participantId)?.number ?? 0,
      name: names.get(row.participantId)?.name ?? '?',
      weight: formatMillionths(weights.get(row.participantId) ?? ONE),
      ballot: row.ballot as NamedBallot['ballot'],
    })),
    next,
    total: null,
  };
}
