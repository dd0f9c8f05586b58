import { mailAddresses } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { meetingsErrors } from '../../errors.ts';
import { lockUnended } from '../sessions/move-session.ts';
import { requirePreparer } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { findPending, setReminded } from './invitations.repo.ts';
import { mailPeople } from './mails.ts';

/**
 * Reminds whoever has not answered the invitation.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state
 */
export async function remind(ctx: Context, sessionId: string): Promise<void> {
  await requirePreparer(ctx, sessionId);
  await transact(ctx, async (tx) => {
    await remindPending(ctx, tx, sessionId);
  });
}

/** @throws meetings.session_state when nobody is invited to it now */
export async function remindPending(ctx: Context, tx: Tx, sessionId: string): Promise<void> {
  const trx = tx.as<MeetingsTables>();
  const session = await lockUnended(tx, sessionId);
  if (session.state !== 'invited') throw meetingsErrors.fail('meetings.session_state');
  const people = await findPending(trx, sessionId);
  const at = ctx.platform.now();
  await setReminded(trx, sessionId, at);
  tx.notify({
    to: people,
    kind: 'meetings.reminder',
    subject: { type: 'meetings.session', id: sessionId },
    text: 'meetings:notice.reminded',
    values: { session: session.title },
    link: `/meetings/${sessionId}/invitation`,
  });
  await mailPeople(ctx, tx, 'reminder', session, await mailAddresses(ctx.platform, people));
  tx.audit({
    action: 'meetings.session.remind',
    subject: { type: 'meetings.session', id: sessionId },
    unitId: session.agencyId,
    before: null,
    after: { at, people: people.length },
  });
}
