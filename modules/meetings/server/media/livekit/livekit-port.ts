import {
  AccessToken,
  type ParticipantInfo,
  type ParticipantPermission,
  RoomServiceClient,
  ServerError,
  TrackSource,
} from 'livekit-server-sdk';
import { type MediaHint, type MediaPerson, type MediaPort, PASS_SECONDS, type Source } from '../media-port.ts';

export interface LiveKitKeys {
  key: string;
  secret: string;
}

const SOURCES_OF: Record<Source, TrackSource[]> = {
  camera: [TrackSource.CAMERA],
  microphone: [TrackSource.MICROPHONE],
  screen: [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO],
};

/** An answer of the media server that takes longer is no answer. */
const PATIENCE_SECONDS = 5;

/** A LiveKit server behind our port. Hints come from its webhooks by `tell`. */
export function openLiveKit(url: string, { key, secret }: LiveKitKeys): MediaPort & { tell(hint: MediaHint): void } {
  const rooms = new RoomServiceClient(url.replace(/^ws/, 'http'), key, secret, { requestTimeout: PATIENCE_SECONDS });
  const listeners = new Set<(hint: MediaHint) => void>();

  return {
    async issuePass({ room, identity, name, may, hidden }) {
      const pass = new AccessToken(key, secret, { identity, name, ttl: PASS_SECONDS });
      pass.addGrant({
        roomJoin: true,
        room,
        hidden,
        canSubscribe: true,
        canPublish: may.size > 0,
        canPublishSources: trackSources(may),
        canPublishData: false,
        canUpdateOwnMetadata: false,
      });
      return await pass.toJwt();
    },
    async listPeople(room) {
      const found = await rooms.listParticipants(room).catch(nobodyWhereNoRoom);
      return (found ?? []).map(personOf);
    },
    async setRights(room, identity, may) {
      const permission: Partial<ParticipantPermission> = {
        canSubscribe: true,
        canPublish: may.size > 0,
        canPublishSources: trackSources(may),
        canPublishData: false,
        canUpdateMetadata: false,
      };
      return (await rooms.updateParticipant(room, identity, { permission }).catch(nobodyWhereNoRoom)) !== null;
    },
    async mute(room, identity, source) {
      const person = await rooms.getParticipant(room, identity).catch(nobodyWhereNoRoom);
      const tracks = (person?.tracks ?? []).filter((track) => SOURCES_OF[source].includes(track.source));
      for (const { sid } of tracks) await rooms.mutePublishedTrack(room, identity, sid, true);
      return tracks.length > 0;
    },
    async remove(room, identity) {
      return (await rooms.removeParticipant(room, identity).catch(nobodyWhereNoRoom)) !== null;
    },
    async closeRoom(room) {
      await rooms.deleteRoom(room).catch(nobodyWhereNoRoom);
    },
    onHint(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(hint) {
      for (const listener of listeners) listener(hint);
    },
  };
}

/** An empty list would mean every source: who may send nothing may not publish at all. */
const trackSources = (may: ReadonlySet<Source>) => [...may].flatMap((source) => SOURCES_OF[source]);

function personOf({ identity, permission, tracks }: ParticipantInfo): MediaPerson {
  const allowed = permission?.canPublish ? permission.canPublishSources : [];
  const sent = tracks.filter((track) => !track.muted).map((track) => track.source);
  return { identity, may: sourcesIn(allowed), sends: sourcesIn(sent) };
}

function sourcesIn(tracks: readonly TrackSource[]): Set<Source> {
  const found = Object.entries(SOURCES_OF) as [Source, TrackSource[]][];
  return new Set(found.filter(([, kinds]) => kinds.some((kind) => tracks.includes(kind))).map(([source]) => source));
}

/** A room begins with its first person and ends after its last: that there is none is no error. */
function nobodyWhereNoRoom(error: unknown): null {
  if (error instanceof ServerError && error.code === 'not_found') return null;
  throw error;
}
