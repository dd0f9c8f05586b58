import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Kysely } from 'kysely';
import { publicUrl } from '#platform/server/config/public-url.ts';
import type { Context } from '#platform/server/context.ts';
import { findPlaces } from '../places/places.repo.ts';
import { requireSeat } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';

/** The session as iCalendar (RFC 5545), with the reader's place. @throws meetings.session_not_found */
export async function sessionCalendar(ctx: Context, sessionId: string): Promise<string> {
  const { session, participant } = await requireSeat(ctx, sessionId);
  const places = await findPlaces(ctx.platform.db as Kysely<MeetingsTables>, sessionId);
  const place = places.find(({ id }) => id === participant?.placeId) ?? places.find(({ isMain }) => isMain);
  const cancelled = session.state === 'cancelled';
  const file = ical({
    prodId: '//nhipcau//meetings//VI',
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  file.createEvent({
    // The same session keeps its identity, so that a program that reads again replaces it.
    id: `${session.id}@meetings.nhipcau`,
    sequence: Number(session.version),
    start: session.startsAt,
    end: session.endsAt,
    summary: session.title,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    url: `${publicUrl(ctx.platform.config)}/meetings/${session.id}`,
    ...(place && { location: [place.name, place.room].filter(Boolean).join(', ') }),
  });
  return file.toString();
}
