import type { Kysely } from 'kysely';
import { dayOf } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import type { Invitation } from '../../contract.ts';
import { findRulesOn } from '../bodies/bodies.repo.ts';
import { canPrepare, hasDuty, requireSeat } from '../sessions/seat.ts';
import type { SessionRecord } from '../sessions/sessions.repo.ts';
import { isStep } from '../sessions/states.ts';
import type { MeetingsTables } from '../tables.ts';
import { countAnswers, findInvitation, findRemindedAt } from './invitations.repo.ts';
import { timeLeft } from './time-left.ts';

/** Where nothing else is said: QĐ 45/2018/QĐ-TTg. */
const USUAL_DAYS = 3;

/** The invitation of a session and its answers, for whoever may see the session. @throws meetings.session_not_found */
export async function getInvitation(ctx: Context, sessionId: string): Promise<Invitation> {
  const seat = await requireSeat(ctx, sessionId);
  const { session } = seat;
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const [sent, { answers, waiting }, remindedAt, required] = await Promise.all([
    findInvitation(db, sessionId),
    countAnswers(db, sessionId),
    findRemindedAt(db, sessionId),
    requiredDays(db, session),
  ]);
  const prepares = canPrepare(ctx.actor, seat);
  return {
    sent:
      sent === undefined
        ? null
        : { ...sent.text, sentAt: sent.sentAt.toISOString(), urgentReason: sent.urgentReason, people: sent.people },
    time: await timeLeft(ctx.platform, session.startsAt, required),
    answers,
    waiting,
    remindedAt: remindedAt?.toISOString() ?? null,
    can: {
      send: prepares && isStep(session.state, 'invite'),
      remind: prepares && session.state === 'invited',
      leave: prepares && hasDuty(seat, 'chair', 'secretary'),
    },
  };
}

/** Working days that the body's rules ask for on the day of the session. */
export async function requiredDays(db: Kysely<MeetingsTables>, session: SessionRecord): Promise<number> {
  const rules = session.rules ?? (await findRulesOn(db, session.bodyId, dayOf(session.startsAt)))?.rules;
  return rules?.days.invitation ?? USUAL_DAYS;
}
