import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { addressOf } from '#platform/web/api/client.ts';
import { ApiProblem, problemOf } from '#platform/web/api/problem.ts';
import { pieceContract } from '../../contract.ts';
import { media } from './api.ts';
import { type Composition, type CompositionParts, compose } from './compose.ts';
import { openPieceQueue, type PieceQueue } from './piece-queue.ts';

const TYPES = ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4'];
const PIECE_MS = 5_000;
const BITS = 1_200_000;

interface Running {
  id: string;
  recorder: MediaRecorder;
  composition: Composition;
  queue: PieceQueue;
}

export interface Recorder {
  /** Runs in this window. */
  running: boolean;
  /** Pieces that are still to be sent. */
  waiting: number;
  error: unknown;
  start(parts: CompositionParts): Promise<void>;
  stop(): Promise<void>;
}

/** Records the main programme in this window and sends it to the node piece by piece. */
export function useRecorder(sessionId: string): Recorder {
  const queries = useQueryClient();
  const running = useRef<Running | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [waiting, setWaiting] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: media.getMedia.key({ params: { id: sessionId } }) });

  async function start(parts: CompositionParts): Promise<void> {
    if (running.current !== null) return;
    try {
      setError(null);
      const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one)) ?? 'video/webm';
      const { id } = await media.startRecording({ params: { id: sessionId }, body: { type } });
      const queue = openPieceQueue((piece, number) => sendPiece(sessionId, id, number, piece), {
        onChange: setWaiting,
        isFinal: (failure) => failure instanceof ApiProblem && failure.code === 'meetings.recording_ended',
      });
      const composition = compose(parts);
      const recorder = new MediaRecorder(composition.stream, { mimeType: type, videoBitsPerSecond: BITS });
      recorder.addEventListener('dataavailable', ({ data }) => queue.add(data));
      recorder.start(PIECE_MS);
      running.current = { id, recorder, composition, queue };
      setRunning(true);
    } catch (failure) {
      setError(failure);
    }
    await refresh();
  }

  async function stop(): Promise<void> {
    const now = running.current;
    if (now === null) return;
    running.current = null;
    try {
      await end(now.recorder);
      now.composition.stop();
      await now.queue.empty();
      await media.finishRecording({ params: { id: sessionId, recordingId: now.id } });
    } catch (failure) {
      setError(failure);
    }
    setRunning(false);
    await refresh();
  }

  // A window that is closed while it records loses what has not been sent: the browser asks first.
  useEffect(() => {
    if (!isRunning) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isRunning]);
  useEffect(
    () => () => {
      running.current?.recorder.stop();
      running.current?.composition.stop();
    },
    [],
  );
  return { running: isRunning, waiting, error, start, stop };
}

/** The last piece comes after the end was asked for. */
async function end(recorder: MediaRecorder): Promise<void> {
  const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  recorder.stop();
  await ended;
}

async function sendPiece(id: string, recordingId: string, piece: number, body: Blob): Promise<void> {
  const response = await fetch(addressOf(pieceContract.addPiece, { params: { id, recordingId, piece } }), {
    method: 'PUT',
    headers: { Accept: 'application/json', 'Content-Type': 'application/octet-stream' },
    body,
  });
  if (!response.ok) throw await problemOf(response);
}
