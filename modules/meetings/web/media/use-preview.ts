import { useEffect, useState } from 'react';

export interface Preview {
  stream: MediaStream | null;
  /** From 0 to 1: how loud the microphone is. */
  level: number;
  /** Why camera or microphone cannot be used. */
  error: DOMException | null;
}

const LOOK_MS = 100;

/** Camera and microphone before joining: a picture of oneself and how loud one is. They are given back at the end. */
export function usePreview(cameraId: string | undefined, microphoneId: string | undefined, camera: boolean): Preview {
  const [held, setHeld] = useState<Preview>({ stream: null, level: 0, error: null });
  useEffect(() => {
    let ended = false;
    let close = () => {};
    const id = (deviceId: string | undefined) => (deviceId === undefined ? true : { deviceId: { exact: deviceId } });
    void (async () => {
      try {
        const stream = await openDevices(camera ? id(cameraId) : false, id(microphoneId));
        if (ended) {
          for (const track of stream.getTracks()) track.stop();
          return;
        }
        const meter = meterOf(stream, (level) => setHeld((before) => ({ ...before, level })));
        setHeld({ stream, level: 0, error: null });
        close = () => {
          meter();
          for (const track of stream.getTracks()) track.stop();
        };
      } catch (error) {
        if (!ended) setHeld({ stream: null, level: 0, error: error as DOMException });
      }
    })();
    return () => {
      ended = true;
      close();
    };
  }, [cameraId, microphoneId, camera]);
  return held;
}

/** @throws DOMException; NotFoundError where the page may use no devices at all */
async function openDevices(
  video: boolean | MediaTrackConstraints,
  audio: boolean | MediaTrackConstraints,
): Promise<MediaStream> {
  if (navigator.mediaDevices === undefined) throw new DOMException('This page may use no devices.', 'SecurityError');
  return await navigator.mediaDevices.getUserMedia({ video, audio });
}

/** Tells ten times a second how loud it is; answers the way to end. */
function meterOf(stream: MediaStream, tell: (level: number) => void): () => void {
  if (stream.getAudioTracks().length === 0) return () => {};
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    tell(Math.min(1, loudest * 2));
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
