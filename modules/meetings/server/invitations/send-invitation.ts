import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { mailAddresses } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { SendInvitation } from '../../contract.ts';
import { prepareErrors } from '../../errors/prepare.ts';
import { touchSession } from '../journal/write-journal.ts';
import { findParticipants } from '../participants/participants.repo.ts';
import { lockForStep } from '../sessions/move-session.ts';
import { requirePreparer } from '../sessions/seat.ts';
import { setState } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { requiredDays } from './get-invitation.ts';
import { insertInvitation } from './invitations.repo.ts';
import { mailPeople } from './mails.ts';
import { timeLeft } from './time-left.ts';

/**
 * Sends the invitation: as a notification to everybody who takes part and is known, and by mail to who has an address.
 * Sent again, it tells everybody again; what was sent before stands. Later than the rules ask for, it needs a reason.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, meetings.invitation_late,
 *   meetings.invitation_past, meetings.invitation_nobody
 */
export async function sendInvitation(ctx: Context, sessionId: string, given: SendInvitation): Promise<void> {
  const { session: seen } = await requirePreparer(ctx, sessionId);
  const { urgentReason, ...text } = SendInvitation.parse(given);
  const { platform } = ctx;
  const now = platform.now();
  if (seen.startsAt <= now) throw prepareErrors.fail('meetings.invitation_past');
  const time = await timeLeft(platform, seen.startsAt, await requiredDays(platform.db as Kysely<MeetingsTables>, seen));
  if (time.late && urgentReason === '') {
    throw prepareErrors.fail('meetings.invitation_late', {
      detail: `${time.left} working days are left, the rules ask for ${time.required}.`,
    });
  }
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = await lockForStep(tx, sessionId, 'invite');
    const participants = await findParticipants(trx, sessionId);
    if (participants.length === 0) throw prepareErrors.fail('meetings.invitation_nobody');
    const people = participants.map(({ personId }) => personId).filter((id) => id !== null);
    const invitation = { id: uuidv7(), sentAt: now, text, urgentReason, people: participants.length };
    await insertInvitation(trx, sessionId, invitation);
    await setState(trx, sessionId, 'invited');
    tx.notify({
      to: people,
      kind: 'meetings.invitation',
      subject: { type: 'meetings.session', id: sessionId },
      text: 'meetings:notice.invited',
      values: { session: session.title },
      link: `/meetings/${sessionId}/invitation`,
    });
    await mailPeople(ctx, tx, 'invitation', session, await mailAddresses(platform, people));
    await touchSession(tx, sessionId);
    tx.audit({
      action: 'meetings.session.invite',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session.agencyId,
      before: { state: session.state },
      after: { state: 'invited', ...invitation },
    });
  });
}
