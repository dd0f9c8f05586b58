import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { voteErrors } from '../../errors/votes.ts';
import { requireDuty } from '../sessions/seat.ts';
import type { VoteTables } from '../votes/tables.ts';
import { changePresence } from './change-presence.ts';
import { findRoster } from './presence.repo.ts';

/**
 * The secretary decides whether somebody is there: after a lost line, or where nobody else can say it.
 * @throws meetings.session_not_found, meetings.duty_missing, meetings.participant_elsewhere, meetings.session_state
 */
export async function setPresence(
  ctx: Context,
  sessionId: string,
  participantId: string,
  { present, reason }: { present: boolean; reason: string | null },
): Promise<void> {
  const { participant } = await requireDuty(ctx, sessionId, 'secretary');
  const row = (await findRoster(ctx.platform.db as Kysely<VoteTables>, sessionId)).find(
    ({ id }) => id === participantId,
  );
  if (row === undefined) throw voteErrors.fail('meetings.participant_elsewhere');
  await transact(ctx, async (tx) => {
    await changePresence(ctx, tx, sessionId, {
      there: present ? [{ id: row.id, placeId: row.placeId }] : [],
      gone: present ? [] : [row.id],
      source: 'secretary',
      by: participant.id,
      reason,
    });
  });
}
