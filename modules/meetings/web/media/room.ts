import type { Participant, RemoteTrackPublication, Room, Track as TrackType } from 'livekit-client';
import type { MediaPass } from '../../contract.ts';
import type { Sample } from './ladder.ts';

export type Source = 'camera' | 'microphone' | 'screen';
export type VideoSource = 'camera' | 'screen';

/** Somebody in the room, as a screen needs them. */
export interface RoomPerson {
  identity: string;
  isSelf: boolean;
  may: ReadonlySet<Source>;
  /** What can be seen or heard of them now. */
  sends: ReadonlySet<Source>;
  /** Is heard at this moment. */
  talks: boolean;
}

export interface RoomState {
  line: 'connecting' | 'open' | 'again' | 'closed';
  /** Why it was closed: another device of the same person, the chair, the end of the session, a lost line. */
  closedBy: 'elsewhere' | 'removed' | 'ended' | 'lost' | null;
  people: readonly RoomPerson[];
  sample: Sample;
  /** The browser lets sound play only after a click. */
  silent: boolean;
}

export interface RoomLine {
  state(): RoomState;
  onChange(listener: () => void): () => void;
  /** Receives exactly these pictures, and all sound. */
  watch(wanted: ReadonlySet<string>): void;
  attach(identity: string, source: VideoSource, element: HTMLVideoElement): () => void;
  /** The stream of a picture or sound, for a recording. */
  tracksOf(source: Source): MediaStreamTrack[];
  send(source: Source, on: boolean, deviceId?: string): Promise<void>;
  /** After a click: sound begins. */
  playSound(): Promise<void>;
  leave(): Promise<void>;
}

/** Key of a picture for {@link RoomLine.watch}. */
export const pictureKey = (identity: string, source: VideoSource): string => `${identity} ${source}`;

/**
 * Comes into the room. The media library is loaded only now: who wants no picture does not pay for it.
 * @throws Error when the line cannot be had
 */
export async function enterRoom({ address, pass }: MediaPass): Promise<RoomLine> {
  const client = await import('livekit-client');
  const { ConnectionQuality, ConnectionState, DisconnectReason, RoomEvent, Track, VideoPresets } = client;
  const sources: Record<Source, TrackType.Source> = {
    camera: Track.Source.Camera,
    microphone: Track.Source.Microphone,
    screen: Track.Source.ScreenShare,
  };
  const names = Object.keys(sources) as Source[];
  client.setLogLevel('warn');
  const LINES: Partial<Record<string, RoomState['line']>> = {
    [ConnectionState.Connected]: 'open',
    [ConnectionState.Connecting]: 'connecting',
    [ConnectionState.Disconnected]: 'connecting',
  };
  const room: Room = new client.Room({
    adaptiveStream: true,
    dynacast: true,
    videoCaptureDefaults: { resolution: VideoPresets.h360.resolution },
    publishDefaults: { simulcast: true, videoSimulcastLayers: [VideoPresets.h180], dtx: true, red: true },
    audioCaptureDefaults: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  });
  const listeners = new Set<() => void>();
  const sounds = new Map<string, HTMLMediaElement>();
  let wanted: ReadonlySet<string> = new Set();
  let closedBy: RoomState['closedBy'] = null;
  let current = look();

  function sourceOf(source: TrackType.Source): Source | null {
    return names.find((name) => sources[name] === source) ?? null;
  }

  function personOf(participant: Participant): RoomPerson {
    const { identity, permissions, isSpeaking, isLocal } = participant;
    const allowed = permissions?.canPublish ? permissions.canPublishSources : [];
    const sent = [...participant.trackPublications.values()].filter(({ isMuted }) => !isMuted);
    return {
      identity,
      isSelf: isLocal,
      may: new Set(names.filter((name) => allowed.includes(Track.sourceToProto(sources[name])))),
      sends: new Set(sent.map(({ source }) => sourceOf(source)).filter((name) => name !== null)),
      talks: isSpeaking,
    };
  }

  function look(): RoomState {
    const { state, localParticipant } = room;
    return {
      line: closedBy === null ? (LINES[state] ?? 'again') : 'closed',
      closedBy,
      people: [localParticipant, ...room.remoteParticipants.values()].map(personOf),
      sample: sampleOf(),
      silent: state === ConnectionState.Connected && !room.canPlaybackAudio,
    };
  }

  function sampleOf(): Sample {
    if (room.state !== ConnectionState.Connected) return 'lost';
    const quality = room.localParticipant.connectionQuality;
    if (quality === ConnectionQuality.Lost) return 'lost';
    return quality === ConnectionQuality.Poor ? 'poor' : 'good';
  }

  /** Sound of all, pictures of those that are shown. */
  function subscribe(publication: RemoteTrackPublication, identity: string): void {
    const source = sourceOf(publication.source);
    const isPicture = source === 'camera' || source === 'screen';
    publication.setSubscribed(!isPicture || wanted.has(pictureKey(identity, source)));
  }

  function subscribeAll(): void {
    for (const { identity, trackPublications } of room.remoteParticipants.values()) {
      for (const publication of trackPublications.values()) subscribe(publication as RemoteTrackPublication, identity);
    }
  }

  const told = () => {
    current = look();
    for (const listener of listeners) listener();
  };
  for (const event of Object.values(RoomEvent)) {
    if (event !== RoomEvent.DataReceived) room.on(event, told);
  }
  room.on(RoomEvent.TrackPublished, (publication, { identity }) => subscribe(publication, identity));
  room.on(RoomEvent.Reconnected, subscribeAll);
  room.on(RoomEvent.TrackSubscribed, (track) => {
    if (track.kind === Track.Kind.Audio && track.sid) sounds.set(track.sid, track.attach());
  });
  room.on(RoomEvent.TrackUnsubscribed, (track) => {
    track.detach();
    if (track.sid) sounds.delete(track.sid);
  });
  room.on(RoomEvent.Disconnected, (reason) => {
    closedBy =
      {
        [DisconnectReason.DUPLICATE_IDENTITY]: 'elsewhere' as const,
        [DisconnectReason.PARTICIPANT_REMOVED]: 'removed' as const,
        [DisconnectReason.ROOM_DELETED]: 'ended' as const,
      }[reason as number] ?? 'lost';
    told();
  });

  const url = address.startsWith('/') ? `${location.origin.replace(/^http/, 'ws')}${address}` : address;
  await room.connect(url, pass, { autoSubscribe: false });
  subscribeAll();
  told();

  return {
    state: () => current,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch(next) {
      wanted = next;
      subscribeAll();
    },
    attach(identity, source, element) {
      const publication = room.getParticipantByIdentity(identity)?.getTrackPublication(sources[source]);
      const track = publication?.videoTrack;
      track?.attach(element);
      return () => void track?.detach(element);
    },
    tracksOf(source) {
      const all = [room.localParticipant, ...room.remoteParticipants.values()];
      return all
        .map((participant) => participant.getTrackPublication(sources[source])?.track?.mediaStreamTrack)
        .filter((track) => track !== undefined);
    },
    async send(source, on, deviceId) {
      const { localParticipant } = room;
      const device = deviceId === undefined ? {} : { deviceId };
      if (source === 'camera') await localParticipant.setCameraEnabled(on, device);
      else if (source === 'microphone') await localParticipant.setMicrophoneEnabled(on, device);
      else await localParticipant.setScreenShareEnabled(on, { audio: true, contentHint: 'detail' });
      told();
    },
    playSound: () => room.startAudio(),
    async leave() {
      listeners.clear();
      await room.disconnect();
    },
  };
}
