import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Minutes } from '../../contract.ts';
import { paperErrors } from '../../errors/papers.ts';
import { canSeeInternal, hasDuty, requireSeat, type Seat } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { composeMinutes } from './compose-minutes.ts';
import { gatherMinutes } from './gather-minutes.ts';
import { findCorrections, findMinutes, type MinutesRecord } from './minutes.repo.ts';

/**
 * The minutes: made of the journal at each look until somebody edits them. Who took part sees them once they are signed;
 * before that chair, secretary and who prepares the session.
 * @throws meetings.session_not_found, meetings.minutes_state while they are not for the caller yet
 */
export async function getMinutes(ctx: Context, sessionId: string): Promise<Minutes> {
  const seat = await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const kept = await findMinutes(db, sessionId);
  if (kept?.state !== 'signed' && !canSeeInternal(ctx.actor, seat)) {
    throw paperErrors.fail('meetings.minutes_state', { detail: 'The minutes are not signed yet.' });
  }
  const corrections = await findCorrections(db, sessionId);
  const sections = kept?.sections ?? composeMinutes((await gatherMinutes(db, sessionId)).input);
  const signature = (name: string | null | undefined, at: Date | null | undefined) =>
    name && at ? { name, at: at.toISOString() } : null;
  return {
    state: kept?.state ?? 'collecting',
    sections,
    version: kept?.version ?? 0,
    journalVersion: Number(seat.session.version),
    secretary: signature(kept?.secretaryName, kept?.secretaryAt),
    chair: signature(kept?.chairName, kept?.chairAt),
    sha256: kept?.sha256 ?? null,
    corrections: corrections.map(({ at, by, text }) => ({ at: at.toISOString(), by, text })),
    can: canOf(seat, kept),
  };
}

function canOf(seat: Seat, kept: MinutesRecord | undefined): Minutes['can'] {
  const state = kept?.state ?? 'collecting';
  const over = seat.session.state === 'closed';
  return {
    edit: (state === 'collecting' || state === 'draft') && hasDuty(seat, 'secretary'),
    sign:
      over &&
      ((state !== 'signed' && state !== 'with_chair' && hasDuty(seat, 'secretary')) ||
        (state === 'with_chair' && hasDuty(seat, 'chair'))),
    sendBack: state === 'with_chair' && hasDuty(seat, 'chair'),
    correct: state === 'signed' && seat.participant !== null && seat.participant.kind === 'member',
  };
}
