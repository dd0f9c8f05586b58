import { createHmac } from 'node:crypto';
import type { UpgradeHandler } from '#platform/server/module.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { MediaState } from '../../contract.ts';
import { buildProgram, findProgram, NoMediaServer } from './livekit/find-program.ts';
import { type HookHandler, hookHandler, openHookDoor } from './livekit/hooks.ts';
import { type LiveKitKeys, openLiveKit } from './livekit/livekit-port.ts';
import { type MediaServer, startMediaServer } from './livekit/media-server.ts';
import { SIGNAL_PATH, signalProxy } from './livekit/signal-proxy.ts';
import type { MediaPort } from './media-port.ts';

/** The media server of this process: whether there is one, and how to reach it. */
export interface MediaService {
  state(): MediaState;
  /** Why there is no picture, for whoever can mend it; null when all is well. */
  problem(): string | null;
  /** Somebody wants a picture: what can be had is made ready, in the background. */
  wake(): void;
  /** Null while there is none. */
  port(): MediaPort | null;
  /** Where browsers connect: a path of ours, or an address elsewhere. */
  address: string;
  /** Called with each port that comes to life; once at once where there is one. */
  onPort(listener: (port: MediaPort) => void): void;
  rawHandler?: (...call: Parameters<HookHandler>) => boolean;
  upgradeHandler?: UpgradeHandler;
  /** Process number of the own server, for tests that kill it. */
  serverPid(): number | null;
  stop(): Promise<void>;
}

export const HOOK_PATH = '/media/hook';
/** After a failed try the next one waits. */
const TRY_AGAIN_MS = 15 * 60_000;

/** Opens what the settings ask for: a server elsewhere, an own one, or none. */
export function openMediaService(platform: Platform): MediaService {
  const { config } = platform;
  if (config.LIVEKIT_URL !== undefined) return outsideService(config.LIVEKIT_URL, keysOf(platform));
  if (config.MEDIA === 'off') return noService('off', null);
  if (config.services.size < 3) {
    return noService(
      'off',
      'Several processes serve this node: set LIVEKIT_URL to a media server that all of them use.',
    );
  }
  return ownService(platform);
}

/** A media server that is already there, in tests and where somebody brings their own. */
export function givenService(port: MediaPort, address = SIGNAL_PATH): MediaService {
  return {
    state: () => 'ready',
    problem: () => null,
    wake() {},
    port: () => port,
    address,
    onPort: (listener) => listener(port),
    serverPid: () => null,
    async stop() {},
  };
}

function noService(state: 'off', problem: string | null): MediaService {
  return {
    state: () => state,
    problem: () => problem,
    wake() {},
    port: () => null,
    address: SIGNAL_PATH,
    onPort() {},
    serverPid: () => null,
    async stop() {},
  };
}

function outsideService(url: string, keys: LiveKitKeys): MediaService {
  const port = openLiveKit(url, keys);
  const handle = hookHandler(keys, port.tell);
  return {
    ...givenService(port, url),
    rawHandler(request, response) {
      if (request.url !== HOOK_PATH || request.method !== 'POST') return false;
      handle(request, response);
      return true;
    },
  };
}

/** The own secret stays the same from start to start, so that people come back by themselves. */
function keysOf({ config, secrets }: Platform): LiveKitKeys {
  const own = createHmac('sha256', secrets.sessionSecret).update('media server 1').digest('hex');
  return { key: config.LIVEKIT_API_KEY ?? 'nhipcau', secret: config.LIVEKIT_API_SECRET ?? own };
}

function ownService(platform: Platform): MediaService {
  const { config, log } = platform;
  const ended = new AbortController();
  const listeners: ((port: MediaPort) => void)[] = [];
  let state: MediaState = 'asleep';
  let problem: string | null = null;
  let failedAt = 0;
  let server: MediaServer | null = null;
  let port: ReturnType<typeof openLiveKit> | null = null;
  let door: { close(): Promise<void> } | null = null;
  let starting: Promise<void> | null = null;
  const proxy = signalProxy(() => (state === 'ready' ? (server?.url ?? null) : null));

  async function start(): Promise<void> {
    state = 'looking';
    try {
      const found = await findProgram(config.cacheDir);
      if (found === null) {
        state = 'building';
        log.info('the media server is being built in the background, once; it takes some minutes');
      }
      const program = found ?? (await buildProgram(config.cacheDir, ended.signal));
      state = 'starting';
      await run(program);
      ended.signal.throwIfAborted();
      state = 'ready';
      problem = null;
      log.info({ tcp: server?.tcpPort, udp: server?.udpPorts }, 'the media server serves');
      for (const listener of listeners) listener(port as MediaPort);
    } catch (error) {
      if (ended.signal.aborted) return;
      state = 'missing';
      failedAt = Date.now();
      problem = error instanceof NoMediaServer ? error.message : `The media server: ${(error as Error).message}`;
      log.warn({ err: error }, 'sessions go on without picture');
    }
  }

  async function run(program: string): Promise<void> {
    const keys = keysOf(platform);
    let live: ReturnType<typeof openLiveKit> | null = null;
    const opened = await openHookDoor(hookHandler(keys, (hint) => live?.tell(hint)));
    door = opened;
    const onlyHere = config.HOST === '127.0.0.1' || config.HOST === 'localhost' || config.HOST === '::1';
    server = await startMediaServer({
      program,
      dataDir: config.dataDir,
      log,
      signal: ended.signal,
      tcpPort: config.MEDIA_TCP_PORT,
      udpPorts: config.MEDIA_UDP_PORTS,
      address: config.MEDIA_ADDRESS ?? (onlyHere ? '127.0.0.1' : null),
      onlyHere: onlyHere && config.MEDIA_ADDRESS === undefined,
      keys,
      hookUrl: opened.url,
      onState(next) {
        state = next;
        if (next === 'ready') live?.tell({ room: '', identity: null, kind: 'server_back' });
      },
    }).catch(async (error: unknown) => {
      await opened.close();
      throw error;
    });
    live = openLiveKit(server.url, keys);
    port = live;
  }

  function wake(): void {
    if (state !== 'asleep' && !(state === 'missing' && Date.now() - failedAt > TRY_AGAIN_MS)) return;
    starting = start();
  }

  if (config.MEDIA === 'start') wake();
  return {
    ...proxy,
    state: () => state,
    problem: () => problem,
    wake,
    port: () => (state === 'ready' ? port : null),
    address: SIGNAL_PATH,
    onPort(listener) {
      listeners.push(listener);
      if (port !== null) listener(port);
    },
    serverPid: () => server?.pid() ?? null,
    async stop() {
      ended.abort(new Error('the node ends'));
      await starting;
      await server?.stop();
      await door?.close();
    },
  };
}
