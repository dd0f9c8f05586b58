import type { Kysely } from 'kysely';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { MediaView } from '../../contract.ts';
import { hasDuty, requireSeat } from '../sessions/seat.ts';
import type { MediaPerson } from './media-port.ts';
import { findRunningRecording } from './recordings/recordings.repo.ts';
import { recordingView } from './recordings/view.ts';
import { hasRoom, rightsOf } from './rights.ts';
import { findRoom, type RoomRow } from './room.repo.ts';
import { mediaOf } from './run-media.ts';
import type { MediaTables } from './tables.ts';

/** How picture and sound of a session stand. Whoever asks wants a picture: the media server is woken. */
export async function getMedia(ctx: Context, sessionId: string): Promise<MediaView> {
  const { platform, actor } = ctx;
  const seat = await requireSeat(ctx, sessionId);
  const db = platform.db as Kysely<MediaTables>;
  const media = mediaOf(platform);
  const [room, recording] = await Promise.all([findRoom(db, sessionId), findRunningRecording(db, sessionId)]);
  const { settings, state, people, removed } = room as RoomRow;
  const open = hasRoom(state) && settings.picture;
  if (open) media?.wake();
  // A media server that does not answer just now is the same as one with nobody in it.
  const here =
    (await media
      ?.port()
      ?.listPeople(sessionId)
      .catch((): MediaPerson[] => [])) ?? [];
  const connected = new Set(here.map(({ identity }) => identity));
  const self = seat.participant?.id;
  const rights = rightsOf(room as RoomRow, new Set([...connected, ...(self === undefined ? [] : [self])]));
  const runs = hasDuty(seat, 'chair', 'secretary');
  const mends = runs || may(actor, 'platform.operations.read', null);
  return {
    state: media?.state() ?? 'off',
    problem: mends ? (media?.problem() ?? null) : null,
    settings,
    open,
    self: self === undefined ? null : { participantId: self, may: [...(rights.get(self) ?? [])] },
    people: people.map(({ id, name, title, placeId, placeName, duties, personId }) => ({
      participantId: id,
      name,
      title,
      placeId,
      placeName,
      isChair: duties.includes('chair'),
      canCome: personId !== null,
      connected: connected.has(id),
      may: [...(rights.get(id) ?? [])],
      removed: removed.has(id),
    })),
    recording: recording === undefined ? null : recordingView(recording),
    can: {
      settle: runs && hasRoom(state),
      mute: runs,
      record: hasDuty(seat, 'chair', 'secretary', 'operator') && settings.recording && state === 'open',
      caption: runs && state === 'open',
      chat: self !== undefined && settings.chat && hasRoom(state),
    },
  };
}
