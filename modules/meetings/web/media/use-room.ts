import { useCallback, useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { media } from './api.ts';
import { type Ladder, startLadder, step } from './ladder.ts';
import { enterRoom, type RoomLine, type RoomState, type Source } from './room.ts';

/** What somebody chose before coming in. */
export interface Choice {
  as: 'take_part' | 'look_on';
  camera: boolean;
  cameraId?: string | undefined;
  microphoneId?: string | undefined;
  /** Open the microphone as soon as the word is given. */
  openWithWord: boolean;
}

export interface RoomHold {
  room: RoomLine | null;
  state: RoomState | null;
  ladder: Ladder;
  /** Why the last try to come in failed; null: it did not, or another try is on its way. */
  error: unknown;
  /** Receives no pictures by own choice. */
  soundOnly: boolean;
  setSoundOnly(on: boolean): void;
  join(choice: Choice): void;
  leave(): void;
  send(source: Source, on: boolean): void;
  /** A device that could not be used, e.g. a camera that another program holds. */
  deviceError: unknown;
}

const SAMPLE_MS = 1_000;
const TRY_AGAIN_MS = 8_000;
const NOBODY: RoomState = { line: 'closed', closedBy: null, people: [], sample: 'lost', silent: false };

/**
 * The line into a session's picture: comes in, gives up pictures and sound on a bad line step by step, and comes back by
 * itself. The microphone follows the word.
 */
export function useRoom(sessionId: string): RoomHold {
  const [choice, setChoice] = useState<Choice | null>(null);
  const [room, setRoom] = useState<RoomLine | null>(null);
  const [ladder, setLadder] = useState(startLadder);
  const [error, setError] = useState<unknown>(null);
  const [deviceError, setDeviceError] = useState<unknown>(null);
  const [soundOnly, setSoundOnly] = useState(false);
  const entering = useRef(false);
  const state = useSyncExternalStore(
    useCallback((tell) => room?.onChange(tell) ?? (() => {}), [room]),
    () => room?.state() ?? null,
  );

  const enter = useEffectEvent(async () => {
    if (entering.current || choice === null) return;
    entering.current = true;
    try {
      const line = await enterRoom(await media.joinMedia({ params: { id: sessionId }, body: { as: choice.as } }));
      setError(null);
      setRoom(line);
    } catch (failure) {
      setError(failure);
    } finally {
      entering.current = false;
    }
  });

  // Each second: how is the line, and is it time for another try?
  const lastTry = useRef(0);
  const wasIn = useRef(false);
  const beat = useEffectEvent(() => {
    const now = performance.now();
    const { line, closedBy, sample } = state ?? NOBODY;
    const isGone = room !== null && line === 'closed';
    if (isGone && closedBy !== 'lost') return;
    wasIn.current ||= room !== null;
    // The first way in takes as long as it takes.
    if (wasIn.current) setLadder((before) => step(before, room === null ? 'lost' : sample, now));
    if (ladder.rung === 'none' && line === 'again') setRoom(null);
    if ((room === null || isGone) && now - lastTry.current >= TRY_AGAIN_MS) {
      lastTry.current = now;
      void enter();
    }
  });
  const began = choice?.as;
  useEffect(() => {
    if (began === undefined) return;
    lastTry.current = Number.NEGATIVE_INFINITY;
    wasIn.current = false;
    const first = setTimeout(beat);
    const timer = setInterval(beat, SAMPLE_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [began]);
  useEffect(() => () => void room?.leave(), [room]);

  function sendNow(source: Source, on: boolean): void {
    const deviceId = source === 'camera' ? choice?.cameraId : choice?.microphoneId;
    room?.send(source, on, deviceId).then(
      () => setDeviceError(null),
      (failure: unknown) => {
        // A person who closes the browser's own dialog has changed their mind.
        if (source !== 'screen') setDeviceError(failure);
      },
    );
  }
  const send = useEffectEvent(sendNow);
  const self = state?.people.find(({ isSelf }) => isSelf);
  const mayTalk = self?.may.has('microphone') ?? false;
  const opens = choice?.openWithWord ?? false;
  useEffect(() => {
    if (mayTalk && opens) send('microphone', true);
  }, [mayTalk, opens]);
  const maySend = self?.may.has('camera') ?? false;
  const wantsCamera = choice?.camera === true && ladder.rung === 'full';
  useEffect(() => {
    if (maySend) send('camera', wantsCamera);
  }, [maySend, wantsCamera]);

  return {
    room,
    state,
    ladder,
    error,
    soundOnly,
    setSoundOnly,
    deviceError,
    join(next) {
      setLadder(startLadder());
      setChoice(next);
    },
    leave() {
      setChoice(null);
      setRoom(null);
      setError(null);
    },
    send(source, on) {
      if (source === 'camera' && choice !== null) setChoice({ ...choice, camera: on });
      else sendNow(source, on);
    },
  };
}
