import { parentPort } from 'node:worker_threads';
import detectorModule from 'node-device-detector';
import hintsModule from 'node-device-detector/client-hints.js';
import type { Device } from './common-agents.ts';

/** A thread that only looks agents up: the detector takes milliseconds, at first hundreds of them. */
export interface Question {
  id: number;
  userAgent: string;
  /** Client hints as JSON in the protocol's form; empty where none. */
  hints: string;
}

export interface Answer extends Device {
  id: number;
}

// Both are CommonJS whose types name the class as a member of what is in truth the class.
const DeviceDetector = detectorModule as unknown as typeof detectorModule.default;
const ClientHints = hintsModule as unknown as typeof hintsModule.default;

const detector = new DeviceDetector({
  clientIndexes: true,
  osIndexes: true,
  deviceIndexes: true,
  deviceAliasCode: false,
  deviceTrusted: false,
  deviceInfo: false,
  maxUserAgentSize: 500,
});
detector.skipBotDetection = true;
const clientHints = new ClientHints();

parentPort?.on('message', ({ id, userAgent, hints }: Question) => {
  parentPort?.postMessage({ id, ...detect(userAgent, hints) } satisfies Answer);
});

export function detect(userAgent: string, hints: string): Device {
  const found = detector.detect(userAgent, hints === '' ? undefined : readHints(hints));
  const type = found.device?.type ?? '';
  return {
    // A phablet is a phone to its owner, and the word has died out.
    device: type === 'phablet' ? 'smartphone' : type,
    browser: found.client?.name ?? '',
    system: found.os?.family ?? found.os?.name ?? '',
  };
}

function readHints(hints: string) {
  try {
    const parsed: unknown = JSON.parse(hints);
    return typeof parsed === 'object' && parsed !== null ? clientHints.parse(parsed as never, {}) : undefined;
  } catch {
    return undefined;
  }
}
