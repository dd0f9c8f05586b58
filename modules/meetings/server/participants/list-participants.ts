import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeNumber, readCursor } from '#platform/server/paging.ts';
import type { Participant, ParticipantKind } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { requireSeat } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { countParticipants, listParticipants as findPage, findParticipant } from './participants.repo.ts';
import { participantViews } from './view.ts';

interface ListParticipants {
  q?: string | undefined;
  kind?: ParticipantKind | undefined;
  placeId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Who takes part in a session, by number; seen by whoever may see the session. @throws meetings.session_not_found */
export async function listParticipants(ctx: Context, sessionId: string, { cursor, limit, ...input }: ListParticipants) {
  await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const filter = { sessionId, ...input };
  const after = cursor === undefined ? null : readCursor(cursor, placeNumber);
  const [found, total] = await Promise.all([
    findPage(db, filter, after, limit + 1),
    after === null ? countParticipants(db, filter) : null,
  ]);
  const { rows, next } = pageOf(found, limit, ({ number }) => number);
  return { rows: await participantViews(ctx, rows), next, total };
}

/** One participant. @throws meetings.participant_not_found */
export async function getParticipant(ctx: Context, sessionId: string, id: string): Promise<Participant> {
  const row = await findParticipant(ctx.platform.db as Kysely<MeetingsTables>, sessionId, id);
  const [view] = row ? await participantViews(ctx, [row]) : [];
  if (!view) throw meetingsErrors.fail('meetings.participant_not_found');
  return view;
}
