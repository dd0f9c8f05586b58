import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Conclusions } from '../../contract.ts';
import { canSeeInternal, requireSeat } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { findConclusions } from './conclusions.repo.ts';
import { mayConfirm, mayWrite } from './policy.ts';

/** Confirmed ones for all who see the session; the others for who prepares the record. @throws meetings.session_not_found */
export async function listConclusions(ctx: Context, sessionId: string): Promise<Conclusions> {
  const seat = await requireSeat(ctx, sessionId);
  const rows = await findConclusions(ctx.platform.db as Kysely<MeetingsTables>, sessionId);
  const seesDrafts = canSeeInternal(ctx.actor, seat);
  const shown = rows.filter(({ confirmedAt }) => confirmedAt !== null || seesDrafts);
  return {
    rows: shown.map(({ confirmedAt, ...row }) => ({
      ...row,
      confirmedAt: confirmedAt?.toISOString() ?? null,
      can: { change: confirmedAt === null && mayWrite(seat), confirm: confirmedAt === null && mayConfirm(seat) },
    })),
    can: { write: mayWrite(seat) },
  };
}
