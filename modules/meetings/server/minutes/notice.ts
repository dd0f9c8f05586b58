import type { Kysely } from 'kysely';
import { dayOf, deadlineOf } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import type { Notice } from '../../contract.ts';
import { paperErrors } from '../../errors/papers.ts';
import { findConclusions } from '../conclusions/conclusions.repo.ts';
import { touchSession } from '../journal/write-journal.ts';
import { hasDuty, requireDuty, requireSeat } from '../sessions/seat.ts';
import { lockSession, type SessionRecord } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { findNotice, insertNotice } from './notice.repo.ts';

/** The notice of conclusions and its clock. @throws meetings.session_not_found */
export async function getNotice(ctx: Context, sessionId: string): Promise<Notice> {
  const seat = await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const [issued, conclusions] = await Promise.all([findNotice(db, sessionId), findConclusions(db, sessionId)]);
  const confirmed = conclusions.filter(({ confirmedAt }) => confirmedAt !== null).length;
  return {
    number: issued?.number ?? null,
    issuedOn: issued?.issuedOn ?? null,
    dueOn: await dueOn(ctx, seat.session),
    conclusions: confirmed,
    can: { issue: !issued && confirmed > 0 && hasDuty(seat, 'secretary', 'chair') },
  };
}

/** Working days after the session by the rules of the body. // QĐ 45/2018/QĐ-TTg: 5, where a notice is needed */
async function dueOn(ctx: Context, { closedAt, rules }: SessionRecord): Promise<string | null> {
  if (closedAt === null || rules === null) return null;
  const { due } = await deadlineOf(ctx, closedAt, { amount: Math.max(1, rules.days.notice), unit: 'working_day' });
  return dayOf(new Date(due));
}

/**
 * Issues it under its number: from here on it is told to all, as a paper.
 * @throws meetings.session_not_found, meetings.duty_missing, meetings.notice_issued, meetings.notice_empty
 */
export async function issueNotice(
  ctx: Context,
  sessionId: string,
  { number, issuedOn }: { number: string; issuedOn: string },
): Promise<void> {
  const { participant } = await requireDuty(ctx, sessionId, 'secretary', 'chair');
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = await lockSession(trx, sessionId);
    if (await findNotice(trx, sessionId)) throw paperErrors.fail('meetings.notice_issued');
    const conclusions = await findConclusions(trx, sessionId);
    if (conclusions.every(({ confirmedAt }) => confirmedAt === null)) throw paperErrors.fail('meetings.notice_empty');
    await insertNotice(trx, { sessionId, number, issuedOn, by: participant.id, at: ctx.platform.now() });
    await touchSession(tx, sessionId);
    tx.audit({
      action: 'meetings.notice.issue',
      subject: { type: 'meetings.session', id: sessionId },
      unitId: session?.agencyId ?? null,
      before: null,
      after: { number, issuedOn },
    });
  });
}
