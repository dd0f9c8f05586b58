import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

/** The ways to end what has been opened, in the order of opening; they are gone backwards. */
export interface Shutdown {
  /** Aborted as soon as the process is asked to end; long steps of a start listen to it. */
  signal: AbortSignal;
  /** Remembers how to end what was just opened. */
  defer(name: string, stop: () => Promise<void> | void): void;
  /** Ends all, last opened first, and answers whether all went well. Called again it waits for the first call. */
  run(): Promise<boolean>;
  /** Which signal asked for the end, if one did. */
  reason(): NodeJS.Signals | null;
}

/** Docker, systemd and `npm start` promise to wait ten seconds; PostgreSQL's own end is within this. */
const PATIENCE_MS = 9_500;
/** One Ctrl-C reaches us from the terminal, from npm and from the start script: echoes, not impatience. */
const ECHO_MS = 1_000;

/**
 * Listens to SIGTERM, SIGINT and SIGHUP. The first asks all parts to end in order; another one, after a second, ends
 * the process at once with `force`.
 */
export function openShutdown(log: () => Logger, force: () => void): Shutdown {
  const controller = new AbortController();
  const steps: { name: string; stop: () => Promise<void> | void }[] = [];
  let running: Promise<boolean> | null = null;
  let asked: { signal: NodeJS.Signals; at: number } | null = null;

  const hear = (signal: NodeJS.Signals): void => {
    if (asked === null) {
      asked = { signal, at: Date.now() };
      controller.abort(new Error(`asked to end by ${signal}`));
    } else if (Date.now() - asked.at > ECHO_MS) {
      force();
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, hear);

  async function endAll(): Promise<boolean> {
    let well = true;
    for (;;) {
      const step = steps.pop();
      if (step === undefined) return well;
      const begun = performance.now();
      try {
        await step.stop();
        log().debug({ part: step.name, ms: Math.round(performance.now() - begun) }, 'ended');
      } catch (error) {
        well = false;
        log().error({ err: error, part: step.name }, 'a part did not end well');
      }
    }
  }

  async function late(): Promise<boolean> {
    await delay(PATIENCE_MS, undefined, { ref: false });
    log().error({ parts: steps.map((step) => step.name) }, 'the end took too long and is forced');
    force();
    return false;
  }

  return {
    signal: controller.signal,
    defer: (name, stop) => void steps.push({ name, stop }),
    run() {
      running ??= Promise.race([endAll(), late()]);
      return running;
    },
    reason: () => asked?.signal ?? null,
  };
}
