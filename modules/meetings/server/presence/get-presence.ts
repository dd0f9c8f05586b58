import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Presence } from '../../contract.ts';
import { requireSeat } from '../sessions/seat.ts';
import type { VoteTables } from '../votes/tables.ts';
import { findRoster } from './presence.repo.ts';
import { isMember, quorumNow, stateOf } from './standing.ts';

/** Who is there now, and the quorum as it stands; no quorum before the session has its rules. */
export async function getPresence(ctx: Context, sessionId: string): Promise<Presence> {
  const { session } = await requireSeat(ctx, sessionId);
  const now = ctx.platform.now();
  const roster = await findRoster(ctx.platform.db as Kysely<VoteTables>, sessionId);
  return {
    rows: roster.map((row) => ({
      participantId: row.id,
      number: row.number,
      name: row.name,
      placeId: row.placeId,
      member: isMember(row),
      state: stateOf(row, session.rules, now),
      source: row.source,
      since: row.from?.toISOString() ?? null,
      lostAt: row.lostAt?.toISOString() ?? null,
    })),
    quorum: session.rules && quorumNow(roster, session.rules, now),
  };
}
