import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

type Stop = () => Promise<void> | void;

/** The ways to end what has been opened, in the order of opening; they are gone backwards. */
export interface Shutdown {
  /** Aborted as soon as the process is asked to end; long steps of a start listen to it. */
  signal: AbortSignal;
  /** Remembers how to end what was just opened; `force` is for what would outlive a process that is cut off. */
  defer(name: string, stop: Stop, force?: () => void): void;
  /** Asks for the end from inside, e.g. after an error that nobody foresaw. */
  ask(reason: string): void;
  /** Ends all, last opened first, and answers whether all went well. Called again it waits for the first call. */
  run(): Promise<boolean>;
}

/** Docker, systemd and `npm start` promise to wait ten seconds; PostgreSQL's own end is within this. */
const PATIENCE_MS = 9_500;
/** One Ctrl-C reaches us from the terminal, from npm and from the start script: echoes, not impatience. */
const ECHO_MS = 1_000;

/**
 * Listens to SIGTERM, SIGINT and SIGHUP. The first asks all parts to end in order; another one, after a second, cuts
 * off what still runs and calls `exit`.
 */
export function openShutdown(log: () => Logger, exit: () => void): Shutdown {
  const controller = new AbortController();
  const steps: { name: string; stop: Stop; force?: (() => void) | undefined }[] = [];
  let running: Promise<boolean> | null = null;
  let askedAt: number | null = null;

  function ask(reason: string): void {
    if (askedAt !== null) return;
    askedAt = Date.now();
    controller.abort(new Error(`asked to end: ${reason}`));
  }

  function cutOff(): void {
    for (const { force } of steps.toReversed()) force?.();
    exit();
  }

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (askedAt === null) ask(signal);
      else if (Date.now() - askedAt > ECHO_MS) cutOff();
    });
  }

  async function endAll(): Promise<boolean> {
    let well = true;
    for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
      const begun = performance.now();
      try {
        await step.stop();
        log().debug({ part: step.name, ms: Math.round(performance.now() - begun) }, 'ended');
      } catch (error) {
        well = false;
        log().error({ err: error, part: step.name }, 'a part did not end well');
      }
      // It stays on the list until it has ended, so that it can be cut off.
      steps.splice(steps.indexOf(step), 1);
    }
    return well;
  }

  async function late(): Promise<boolean> {
    await delay(PATIENCE_MS, undefined, { ref: false });
    log().error({ parts: steps.map((step) => step.name) }, 'the end took too long and is forced');
    cutOff();
    return false;
  }

  return {
    signal: controller.signal,
    defer: (name, stop, force) => void steps.push({ name, stop, force }),
    ask,
    run() {
      running ??= Promise.race([endAll(), late()]);
      return running;
    },
  };
}
