import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { type BotReason, botReason } from './bots.ts';
import { commonDevice, type Device, hintsNameAnother, roughDevice } from './common-agents.ts';
import type { Answer, Question } from './detector-worker.ts';

export interface Agent extends Device {
  bot: BotReason;
}

export interface Agents {
  /** Who sent this, from memory; undefined when it must be looked up first. */
  find(userAgent: string, hints: string): Agent | undefined;
  /** Looks an agent up; afterwards `find` knows it. Never fails: at worst it is a rough guess. */
  learn(userAgent: string, hints: string): Promise<void>;
  stop(): Promise<void>;
}

/** Agents kept in memory; about 20 MB when all are long. */
const KNOWN_AGENTS = 50_000;
/** Longer agents are cut: they are made up. */
const AGENT_LENGTH = 500;
const HINTS_LENGTH = 1_500;
/** More agents than this are not made to wait for the detector; they get a guess. */
const WAITING = 200;
const PATIENCE_MS = 500;
/** The detector's thread holds about 150 MB; it is let go when nothing new came for so long. */
const IDLE_MS = 5 * 60_000;

/** `patienceMs`: how long a new agent waits for the detector, whose first start takes longer on a busy machine. */
export function openAgents(log: Logger, patienceMs = PATIENCE_MS): Agents {
  const known = new LRUCache<string, Agent>({ max: KNOWN_AGENTS });
  const waiting = new Map<number, (device: Device | null) => void>();
  /** Agents that are being looked up: many hits of a new agent ask once. */
  const lessons = new Map<string, Promise<void>>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  function detector(): Worker {
    clearTimeout(idle);
    idle = setTimeout(() => void release(), IDLE_MS).unref();
    if (worker === null) {
      const started = new Worker(new URL('./detector-worker.ts', import.meta.url));
      worker = started;
      started.unref();
      started.on('message', ({ id, device, browser, system }: Answer) =>
        waiting.get(id)?.({ device, browser, system }),
      );
      started.on('error', (error) => log.warn({ err: error }, 'the device detector failed'));
      started.on('exit', () => {
        if (worker === started) worker = null;
        for (const answer of waiting.values()) answer(null);
      });
    }
    return worker;
  }

  async function release(): Promise<void> {
    const ending = worker;
    worker = null;
    await ending?.terminate();
  }

  function ask(userAgent: string, hints: string): Promise<Device | null> {
    return new Promise((resolve) => {
      const id = ++lastId;
      waiting.set(id, (device) => {
        waiting.delete(id);
        resolve(device);
      });
      detector().postMessage({ id, userAgent, hints } satisfies Question);
    });
  }

  async function lookUp(key: string, userAgent: string, hints: string): Promise<void> {
    const bot = botReason(userAgent);
    const keep = (device: Device | null) => known.set(key, { bot, ...(device ?? roughDevice(userAgent)) });
    const answer = waiting.size >= WAITING ? Promise.resolve(null) : ask(userAgent, hints);
    keep(await Promise.race([answer, delay(patienceMs, null, { ref: false })]));
    lessons.delete(key);
    // An answer that comes late corrects the guess.
    void answer.then((device) => device && keep(device));
  }

  return {
    find(userAgent, hints) {
      const found = known.get(keyOf(userAgent, hints));
      if (found !== undefined) return found;
      const bot = botReason(userAgent.slice(0, AGENT_LENGTH));
      // What a robot claims to run on is not worth a look into the detector.
      const device = bot !== '' || userAgent === '' ? roughDevice(userAgent) : commonDevice(userAgent);
      if (device === undefined || (bot === '' && hints !== '' && hintsNameAnother(hints, device))) return undefined;
      const agent = { bot, ...device };
      known.set(keyOf(userAgent, hints), agent);
      return agent;
    },
    learn(userAgent, hints) {
      const key = keyOf(userAgent, hints);
      let lesson = lessons.get(key);
      if (lesson === undefined) {
        lesson = lookUp(key, userAgent.slice(0, AGENT_LENGTH), hints.slice(0, HINTS_LENGTH));
        lessons.set(key, lesson);
      }
      return lesson;
    },
    async stop() {
      clearTimeout(idle);
      await release();
    },
  };
}

function keyOf(userAgent: string, hints: string): string {
  return hints === ''
    ? userAgent.slice(0, AGENT_LENGTH)
    : `${userAgent.slice(0, AGENT_LENGTH)}\n${hints.slice(0, HINTS_LENGTH)}`;
}
