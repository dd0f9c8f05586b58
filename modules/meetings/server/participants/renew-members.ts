import { dayOf } from '#modules/directory/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { agencyNames } from '../agency-names.ts';
import { findSeatsOn } from '../bodies/bodies.repo.ts';
import { withMeaning } from '../constraints.ts';
import { touchSession } from '../journal/write-journal.ts';
import { lockBeforeOpening } from '../sessions/move-session.ts';
import { requirePreparer } from '../sessions/seat.ts';
import { takeNumbers } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { participantOf } from './members.ts';
import { deleteParticipants, findParticipants, insertParticipants } from './participants.repo.ts';

/**
 * Takes over who sits in the body on the day of the session, after it was re-formed: new seats get new numbers, those
 * that ended go, with their numbers.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state, meetings.participant_in_use
 */
export async function renewMembers(ctx: Context, sessionId: string): Promise<{ added: number; removed: number }> {
  await requirePreparer(ctx, sessionId);
  return await withMeaning(
    transact(ctx, async (tx) => {
      const trx = tx.as<MeetingsTables>();
      const session = await lockBeforeOpening(tx, sessionId);
      const day = dayOf(session.startsAt);
      const [seats, participants] = await Promise.all([
        findSeatsOn(trx, session.bodyId, day),
        findParticipants(trx, sessionId),
      ]);
      const held = new Set(seats.map(({ id }) => id));
      const ended = participants.filter(({ seatId }) => seatId !== null && !held.has(seatId));
      const there = new Set(participants.map(({ seatId }) => seatId));
      const fresh = seats.filter(({ id }) => !there.has(id));
      const substitutes = participants.filter((one) => ended.some(({ id }) => id === one.substituteForId));
      const gone = [...substitutes, ...ended].map(({ id }) => id);
      await deleteParticipants(trx, gone);
      const first = await takeNumbers(trx, sessionId, fresh.length);
      const names = await agencyNames(
        ctx.platform,
        fresh.map(({ unitId }) => unitId),
        day,
      );
      const added = fresh.map((seat, index) => participantOf(seat, first + index, names));
      await insertParticipants(trx, sessionId, added);
      await touchSession(tx, sessionId);
      tx.audit({
        action: 'meetings.participant.renew',
        subject: { type: 'meetings.session', id: sessionId },
        unitId: session.agencyId,
        before: ended,
        after: added,
      });
      return { added: added.length, removed: gone.length };
    }),
  );
}
