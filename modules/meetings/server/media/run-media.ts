import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '#platform/server/context.ts';
import type { RawHandler, Running, UpgradeHandler } from '#platform/server/module.ts';
import type { Platform } from '#platform/server/platform.ts';
import { mediaTopic, sessionTopic } from '../../contract.ts';
import { type Keeper, openKeeper } from './keeper.ts';
import type { MediaPort } from './media-port.ts';
import { type MediaService, openMediaService } from './media-service.ts';
import { pauseLost } from './pause-lost.ts';
import { findRoom } from './room.repo.ts';
import type { MediaTables } from './tables.ts';

/** Hints get lost; so often every room is looked at without one. */
const LOOK_AT_ALL_MS = 10_000;

interface Media {
  service: MediaService;
  keeper: Keeper | null;
}

/** The media server of each process. A process that serves no screens has none. */
const running = new WeakMap<Platform, Media>();

export const mediaOf = (platform: Platform): MediaService | null => running.get(platform)?.service ?? null;
export const keeperOf = (platform: Platform): Keeper | null => running.get(platform)?.keeper ?? null;

/**
 * Opens picture and sound for this process: rooms follow what happens in their sessions. Every process that serves
 * screens looks after the rooms it gave passes for; that two do is no harm.
 */
export function runMedia(
  platform: Platform,
  service: MediaService = openMediaService(platform),
): Running & { rawHandler?: RawHandler; upgradeHandler?: UpgradeHandler } {
  const media: Media = { service, keeper: null };
  running.set(platform, media);
  service.onPort((port) => {
    media.keeper ??= keep(platform, port);
  });
  const prefixes = [sessionTopic(''), mediaTopic('')];
  const deaf = platform.events.listen(({ topic }) => {
    const prefix = prefixes.find((one) => topic.startsWith(one));
    const sessionId = prefix === undefined ? null : topic.slice(prefix.length);
    if (sessionId !== null && media.keeper?.rooms().includes(sessionId)) void media.keeper.look(sessionId);
  });
  const sweep = setInterval(() => void media.keeper?.lookAtAll(), LOOK_AT_ALL_MS).unref();
  const { rawHandler, upgradeHandler } = service;
  return {
    health: { media: () => !['missing', 'restarting'].includes(service.state()) },
    // The formal half of a session needs no picture.
    spared: ['media'],
    ...(rawHandler && { rawHandler }),
    ...(upgradeHandler && { upgradeHandler }),
    async stop() {
      clearInterval(sweep);
      deaf();
      await media.keeper?.stop();
      await service.stop();
      running.delete(platform);
    },
  };
}

function keep(platform: Platform, port: MediaPort): Keeper {
  const db = platform.db as Kysely<MediaTables>;
  return openKeeper({
    port,
    log: platform.log,
    findPlan: (sessionId) => findRoom(db, sessionId),
    onLost: (sessionId, participantId) => pauseLost(mediaContext(platform), sessionId, participantId),
    now: () => performance.now(),
  });
}

/** What the media server's own observations do is done by nobody in the session. */
const mediaContext = (platform: Platform): Context => ({
  platform,
  actor: { kind: 'system', name: 'meetings.media' },
  requestId: uuidv7(),
  locale: 'vi',
});
