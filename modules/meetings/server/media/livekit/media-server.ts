import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { childEnvironment } from '#platform/server/config/child-environment.ts';
import { openLogFile } from '#platform/server/database/embedded/log-file.ts';
import { freeLocalPort, nextTcpPort, nextUdpPorts } from './free-ports.ts';
import { endLeftOver, endServer, noteServer } from './left-over.ts';
import { type MediaServerSettings, serverSettings } from './server-settings.ts';

export interface MediaServer {
  /** Where the node asks it, on this machine. */
  url: string;
  pid(): number | null;
  tcpPort: number;
  udpPorts: { first: number; last: number };
  stop(): Promise<void>;
}

export interface MediaServerOptions extends Omit<MediaServerSettings, 'port'> {
  program: string;
  dataDir: string;
  log: Logger;
  signal: AbortSignal;
  /** Told when it ended by itself, and when it serves again. */
  onState(state: 'restarting' | 'ready'): void;
}

const READY_PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 100;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** One that served for so long did not end because of how it was started. */
const STEADY_MS = 60_000;

/**
 * Starts the media server on free ports of this machine and keeps it: one that ends by itself is started again, each time
 * after a longer pause. @throws Error when it cannot be started at all
 */
export async function startMediaServer(options: MediaServerOptions): Promise<MediaServer> {
  const { dataDir, log, signal } = options;
  const note = join(dataDir, 'media-server.json');
  if (await endLeftOver(note)) log.info('a media server that a killed process left was ended');
  const port = await freeLocalPort();
  const tcpPort = await nextTcpPort(options.tcpPort);
  const udpPorts = await nextUdpPorts(options.udpPorts);
  const url = `http://127.0.0.1:${port}`;
  const settings = serverSettings({ ...options, port, tcpPort, udpPorts });
  const logPath = join(dataDir, 'logs', 'livekit.log');
  let child = await launch();
  let stopped = false;
  let pause = FIRST_PAUSE_MS;
  const waiting = new AbortController();
  watch();

  async function launch(): Promise<ChildProcess> {
    const file = openLogFile(logPath);
    const next = spawn(options.program, [], {
      stdio: ['ignore', file, file],
      env: childEnvironment({ LIVEKIT_CONFIG: settings }),
      // A Ctrl-C in the terminal reaches only us, and we end it.
      detached: true,
    });
    closeSync(file);
    const failure = new Promise<Error>((resolve) => {
      next.once('error', resolve);
      next.once('exit', (code, by) => resolve(new Error(`it ended with ${code ?? by}; see ${logPath}`)));
    });
    if (next.pid !== undefined) noteServer(note, next.pid);
    const answer = await Promise.race([serves(url, signal), failure]);
    if (answer === true) return next;
    if (next.pid !== undefined) await endServer(next.pid);
    throw answer === false ? new Error(`it does not answer; see ${logPath}`) : answer;
  }

  function watch(): void {
    const since = Date.now();
    child.once('exit', (code, by) => {
      if (stopped) return;
      log.warn({ code, signal: by }, 'the media server ended and is started again');
      options.onState('restarting');
      if (Date.now() - since > STEADY_MS) pause = FIRST_PAUSE_MS;
      void again();
    });
    if (child.exitCode !== null || child.signalCode !== null) child.emit('exit', child.exitCode, child.signalCode);
  }

  async function again(): Promise<void> {
    while (!stopped) {
      try {
        await delay(pause, undefined, { signal: waiting.signal });
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        child = await launch();
        if (stopped) return await endServer(child.pid as number);
        watch();
        options.onState('ready');
        return;
      } catch (error) {
        if (!stopped) log.warn({ err: error }, 'the media server could not be started again');
      }
    }
  }

  return {
    url,
    tcpPort,
    udpPorts,
    pid: () => (child.exitCode === null && child.signalCode === null ? (child.pid ?? null) : null),
    async stop() {
      stopped = true;
      waiting.abort();
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await endServer(child.pid);
      rmSync(note, { force: true });
    },
  };
}

/** Waits until it answers; false when it takes too long. */
async function serves(url: string, signal: AbortSignal): Promise<boolean> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(READY_PATIENCE_MS)]);
  while (!late.aborted) {
    const answer = await fetch(url, { signal: late }).catch(() => null);
    if (answer?.ok) return true;
    await delay(LOOK_AGAIN_MS, undefined, { signal: late }).catch(() => {});
  }
  signal.throwIfAborted();
  return false;
}
