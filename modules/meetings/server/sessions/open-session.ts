import { dayOf } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { meetingsErrors } from '../../errors.ts';
import { findRulesOn } from '../bodies/bodies.repo.ts';
import { writeJournal } from '../journal/write-journal.ts';
import { recordQuorum } from '../presence/check-quorum.ts';
import type { MeetingsTables } from '../tables.ts';
import { lockForStep } from './move-session.ts';
import { requireDuty } from './seat.ts';
import { setOpened } from './sessions.repo.ts';

/**
 * The chair opens the session: the rules of the body as they are today hold for all of it. The quorum of this moment
 * stands in the journal.
 * @throws meetings.session_not_found, meetings.duty_missing, meetings.session_state, meetings.rules_missing
 */
export async function openSession(ctx: Context, id: string): Promise<void> {
  const { participant } = await requireDuty(ctx, id, 'chair');
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const before = await lockForStep(tx, id, 'open');
    const now = ctx.platform.now();
    const rules = await findRulesOn(trx, before.bodyId, dayOf(now));
    if (!rules) throw meetingsErrors.fail('meetings.rules_missing');
    await setOpened(trx, id, now, rules.rules);
    const data = { chair: participant.name, rules: { from: rules.from, source: rules.source } };
    await writeJournal(ctx, tx, id, participant.id, [{ kind: 'session_opened', participantId: participant.id, data }]);
    await recordQuorum(ctx, tx, id, rules.rules, participant.id);
    tx.audit({
      action: 'meetings.session.open',
      subject: { type: 'meetings.session', id },
      unitId: before.agencyId,
      before: { state: before.state },
      after: { state: 'open', rules: rules.rules },
    });
  });
}
