import type { Platform } from '#platform/server/platform.ts';
import { mediaErrors } from '../../errors/media.ts';
import type { MediaPort } from './media-port.ts';
import { mediaOf } from './run-media.ts';

const SAID: Record<string, string> = {
  off: 'This node has no picture by its settings.',
  missing: 'The media server is not to be had here; the session goes on without picture.',
  building: 'The media server is being built; that takes some minutes, once.',
};

/** The media server, awake. @throws meetings.media_not_ready, while agenda, word and votes go on */
export function requireMedia(platform: Platform): MediaPort {
  const media = mediaOf(platform);
  media?.wake();
  const port = media?.port() ?? null;
  if (port !== null) return port;
  const detail = SAID[media?.state() ?? 'off'] ?? 'The media server is starting; try again in a moment.';
  throw mediaErrors.fail('meetings.media_not_ready', { detail });
}
