import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import type { BodyRules, Quorum } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { writeJournal } from '../journal/write-journal.ts';
import { requireSeat } from '../sessions/seat.ts';
import type { VoteTables } from '../votes/tables.ts';
import { findRoster } from './presence.repo.ts';
import { quorumNow } from './standing.ts';

/**
 * Checks the quorum and writes it into the journal, in the caller's transaction: at the opening of a session, when a
 * member asks. A vote checks by itself.
 */
export async function recordQuorum(
  ctx: Context,
  tx: Tx,
  sessionId: string,
  rules: BodyRules,
  by: string | null,
): Promise<Quorum> {
  const quorum = quorumNow(await findRoster(tx.as<VoteTables>(), sessionId), rules, ctx.platform.now());
  await writeJournal(ctx, tx, sessionId, by, [{ kind: 'quorum_checked', data: { ...quorum } }]);
  return quorum;
}

/**
 * Any voting member may ask for it, and who runs the session.
 * @throws meetings.session_not_found, meetings.duty_missing, meetings.session_state while the session has no rules yet
 */
export async function checkQuorum(ctx: Context, sessionId: string): Promise<Quorum> {
  const { session, participant } = await requireSeat(ctx, sessionId);
  const mayAsk = participant !== null && (participant.votes || participant.duties.length > 0);
  if (!mayAsk) throw meetingsErrors.fail('meetings.duty_missing');
  const { rules } = session;
  if (rules === null || (session.state !== 'open' && session.state !== 'paused')) {
    throw meetingsErrors.fail('meetings.session_state');
  }
  return await transact(ctx, async (tx) => {
    const quorum = await recordQuorum(ctx, tx, sessionId, rules, participant.id);
    tx.audit({
      action: 'meetings.quorum.check',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session.agencyId,
      before: null,
      after: quorum,
    });
    return quorum;
  });
}
