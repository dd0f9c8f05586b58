import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeNumber, readCursor } from '#platform/server/paging.ts';
import type { Vote } from '../../contract.ts';
import { requireSeat } from '../sessions/seat.ts';
import type { VoteTables } from './tables.ts';
import { peopleOn, seesCounts, seesPlans, toView } from './view.ts';
import { findNames, findVotes } from './votes.repo.ts';

interface ListVotes {
  itemId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const place = z.object({ number: placeNumber });

/** Votes of a session by number; plans are shown to those who run it. */
export async function listVotes(
  ctx: Context,
  sessionId: string,
  { itemId, cursor, limit }: ListVotes,
): Promise<{ rows: Vote[]; next: string | null; total: null }> {
  const seat = await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<VoteTables>;
  const found = await findVotes(db, sessionId, {
    itemId,
    begun: !seesPlans(seat),
    afterNumber: cursor === undefined ? undefined : readCursor(cursor, place).number,
    limit: limit + 1,
  });
  const { rows, next } = pageOf(found, limit, ({ number }) => ({ number }));
  const names = await findNames(db, peopleOn(rows));
  return { rows: rows.map((vote) => toView(vote, names, seesCounts(seat))), next, total: null };
}
