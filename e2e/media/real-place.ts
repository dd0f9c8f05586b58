import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  RoomEvent,
  TrackKind,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
  VideoStream,
} from '@livekit/rtc-node';

/** A client of the real media server without a screen: a place that sends a moving picture and counts what it gets. */
export interface RealPlace {
  room: Room;
  /** Sends a picture until the right is taken. Rejects where there is no right. */
  showCamera(size?: { width: number; height: number; fps: number }): Promise<void>;
  openMicrophone(): Promise<void>;
  /** Asks for the pictures of this identity. */
  show(identity: string): void;
  /** Frames received from each identity so far. */
  frames: ReadonlyMap<string, number>;
  /** Resolves with the moment (performance.now) of the next frame from this identity. */
  nextFrame(identity: string): Promise<number>;
  leave(): Promise<void>;
}

export async function enterRoom(
  url: string,
  pass: string,
  { watches = () => true }: { watches?: (identity: string) => boolean } = {},
): Promise<RealPlace> {
  const room = new Room();
  const frames = new Map<string, number>();
  const waiting = new Map<string, ((at: number) => void)[]>();
  const timers: NodeJS.Timeout[] = [];

  room.on(RoomEvent.TrackPublished, (publication, { identity }) => publication.setSubscribed(watches(identity)));
  room.on(RoomEvent.TrackSubscribed, (track, _publication, { identity }) => {
    if (track.kind === TrackKind.KIND_VIDEO) void count(new VideoStream(track), identity);
  });

  async function count(stream: VideoStream, identity: string): Promise<void> {
    for (const reader = stream.getReader(); ; ) {
      const { done } = await reader.read();
      if (done) return;
      frames.set(identity, (frames.get(identity) ?? 0) + 1);
      for (const tell of waiting.get(identity) ?? []) tell(performance.now());
      waiting.delete(identity);
    }
  }

  await room.connect(url, pass, { autoSubscribe: false, dynacast: false });
  for (const { identity, trackPublications } of room.remoteParticipants.values()) {
    for (const publication of trackPublications.values()) publication.setSubscribed(watches(identity));
  }
  const publish = async (track: LocalVideoTrack | LocalAudioTrack, source: TrackSource) => {
    const options = new TrackPublishOptions({ source, simulcast: false });
    await room.localParticipant?.publishTrack(track, options);
  };

  return {
    room,
    show(identity) {
      for (const publication of room.remoteParticipants.get(identity)?.trackPublications.values() ?? []) {
        publication.setSubscribed(true);
      }
    },
    async showCamera({ width, height, fps } = { width: 640, height: 360, fps: 15 }) {
      const source = new VideoSource(width, height);
      await publish(LocalVideoTrack.createVideoTrack('camera', source), TrackSource.SOURCE_CAMERA);
      let drawn = 0;
      const draw = () => source.captureFrame(picture(width, height, drawn++));
      timers.push(setInterval(draw, 1_000 / fps));
    },
    async openMicrophone() {
      const source = new AudioSource(48_000, 1);
      await publish(LocalAudioTrack.createAudioTrack('microphone', source), TrackSource.SOURCE_MICROPHONE);
      const silence = new AudioFrame(new Int16Array(480), 48_000, 1, 480);
      timers.push(setInterval(() => void source.captureFrame(silence).catch(() => {}), 10));
    },
    frames,
    nextFrame: async (identity) =>
      await new Promise((resolve) => waiting.set(identity, [...(waiting.get(identity) ?? []), resolve])),
    async leave() {
      for (const timer of timers) clearInterval(timer);
      await room.disconnect();
    },
  };
}

/** A grey field with a bright bar that moves: as much change as a person who speaks. */
function picture(width: number, height: number, index: number): VideoFrame {
  const data = new Uint8Array((width * height * 3) / 2).fill(128);
  const from = (index * 7) % (width - 40);
  for (let row = 0; row < height; row++) data.fill(220, row * width + from, row * width + from + 40);
  return new VideoFrame(data, width, height, VideoBufferType.I420);
}
