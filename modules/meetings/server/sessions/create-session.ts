import { v7 as uuidv7 } from 'uuid';
import { dayOf } from '#modules/directory/server/index.ts';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { CreateSession } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import { agencyNames } from '../agency-names.ts';
import { findSeatsOn } from '../bodies/bodies.repo.ts';
import { requireBody } from '../bodies/get-body.ts';
import { participantOf } from '../participants/members.ts';
import { insertParticipants } from '../participants/participants.repo.ts';
import { insertPlaces } from '../places/places.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { copyTemplate } from './copy-template.ts';
import { requireSeat } from './seat.ts';
import { insertSession, takeNumbers } from './sessions.repo.ts';

/**
 * Calls a session: whoever sits in the body on its day takes part. A session before it lends its places, invitees,
 * staff and duties. Answers the id.
 * @throws meetings.body_not_found, meetings.body_ended, meetings.session_not_found for the template
 */
export async function createSession(ctx: Context, given: CreateSession): Promise<string> {
  requirePermission(ctx, 'meetings.session.write');
  const input = CreateSession.parse(given);
  const body = await requireBody(ctx, input.bodyId);
  requirePermission(ctx, 'meetings.session.write', body.agencyId);
  if (input.templateId !== null) await requireSeat(ctx, input.templateId);
  const startsAt = new Date(input.startsAt);
  const day = dayOf(startsAt);
  if (day < body.foundedOn || (body.endedOn !== null && day >= body.endedOn)) {
    throw meetingsErrors.fail('meetings.body_ended');
  }
  const { kind, ordinal, title } = input;
  const session = {
    id: uuidv7(),
    bodyId: body.id,
    agencyId: body.agencyId,
    ordinal,
    kind,
    title,
    startsAt,
    endsAt: new Date(input.endsAt),
  };
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    await insertSession(trx, session);
    const seats = await findSeatsOn(trx, body.id, day);
    const names = await agencyNames(
      ctx.platform,
      seats.map(({ unitId }) => unitId),
      day,
    );
    const first = await takeNumbers(trx, session.id, seats.length);
    const members = seats.map((seat, index) => participantOf(seat, first + index, names));
    await insertParticipants(trx, session.id, members);
    if (input.templateId === null) await insertPlaces(trx, session.id, [mainPlace(input.mainPlace)]);
    else await copyTemplate(trx, input.templateId, session.id, members);
    tx.audit({
      action: 'meetings.session.create',
      subject: { type: 'meetings.session', id: session.id },
      unitId: body.agencyId,
      before: null,
      after: { ...session, templateId: input.templateId, members: members.length },
    });
  });
  return session.id;
}

function mainPlace({ name, room }: CreateSession['mainPlace']) {
  const empty = { agencyId: null, latitude: null, longitude: null, headId: null, operatorId: null };
  return { id: uuidv7(), ordinal: 1, isMain: true, name, room, ...empty };
}
