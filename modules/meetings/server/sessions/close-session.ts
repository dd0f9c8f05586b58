import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { voteErrors } from '../../errors/votes.ts';
import { meetingsErrors } from '../../errors.ts';
import { writeJournal } from '../journal/write-journal.ts';
import type { MeetingsTables } from '../tables.ts';
import type { VoteTables } from '../votes/tables.ts';
import { hasRunningVote } from '../votes/votes.repo.ts';
import { lockForStep } from './move-session.ts';
import { requireDuty } from './seat.ts';
import { hasOpenItem, setClosed } from './sessions.repo.ts';

/**
 * The chair closes the session for good; what is being dealt with is closed or postponed first.
 * @throws meetings.session_not_found, meetings.duty_missing, meetings.session_state, meetings.session_item_open,
 *   meetings.session_vote_runs
 */
export async function closeSession(ctx: Context, id: string): Promise<void> {
  const { participant } = await requireDuty(ctx, id, 'chair');
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const before = await lockForStep(tx, id, 'close');
    if (await hasOpenItem(trx, id)) throw meetingsErrors.fail('meetings.session_item_open');
    if (await hasRunningVote(tx.as<VoteTables>(), id)) throw voteErrors.fail('meetings.session_vote_runs');
    await setClosed(trx, id, ctx.platform.now());
    await writeJournal(ctx, tx, id, participant.id, [{ kind: 'session_closed', participantId: participant.id }]);
    tx.audit({
      action: 'meetings.session.close',
      subject: { type: 'meetings.session', id },
      unitId: before.agencyId,
      before: { state: before.state },
      after: { state: 'closed' },
    });
  });
}
