import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { pauseOpenItem } from '../agenda/pause-open-item.ts';
import { writeJournal } from '../journal/write-journal.ts';
import type { MeetingsTables } from '../tables.ts';
import { lockForStep } from './move-session.ts';
import { requireDuty } from './seat.ts';
import { setState } from './sessions.repo.ts';
import { STEPS } from './states.ts';

const ENTRIES = { pause: 'session_paused', resume: 'session_resumed' } as const;

/**
 * The chair adjourns the session for a while, with the item that is open and whoever speaks; or goes on.
 * @throws meetings.session_not_found, meetings.duty_missing, meetings.session_state
 */
export async function pauseSession(ctx: Context, id: string, step: 'pause' | 'resume'): Promise<void> {
  const { participant } = await requireDuty(ctx, id, 'chair');
  await transact(ctx, async (tx) => {
    const before = await lockForStep(tx, id, step);
    const { to } = STEPS[step];
    if (step === 'pause') await pauseOpenItem(ctx, tx, before, participant.id);
    await setState(tx.as<MeetingsTables>(), id, to);
    await writeJournal(ctx, tx, id, participant.id, [{ kind: ENTRIES[step], participantId: participant.id }]);
    tx.audit({
      action: `meetings.session.${step}`,
      subject: { type: 'meetings.session', id },
      unitId: before.agencyId,
      before: { state: before.state },
      after: { state: to },
    });
  });
}
