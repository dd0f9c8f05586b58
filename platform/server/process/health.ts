import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Is this part able to do its work now? */
export type HealthCheck = () => boolean | Promise<boolean>;

const PATIENCE_MS = 3_000;

/**
 * `GET /health/live`: the process answers. `GET /health/ready`: every part of it does its work; 503 names the parts that
 * do not. A part in `spared` is told but may be away: the process does its work without it for a while. Neither tells a
 * stranger more than the names of the parts.
 */
export function addHealth(
  app: FastifyInstance,
  checks: ReadonlyMap<string, HealthCheck>,
  spared: ReadonlySet<string> = new Set(),
): void {
  const hidden = { schema: { hide: true } as object };
  app.get('/health/live', hidden, async (_request, reply) => {
    return reply.header('Cache-Control', 'no-store').send({ status: 'live' });
  });
  app.get('/health/ready', hidden, async (_request, reply) => {
    const parts = await askParts(checks);
    const ready = Object.entries(parts).every(([name, state]) => state === 'ready' || spared.has(name));
    return reply
      .header('Cache-Control', 'no-store')
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not_ready', parts });
  });
}

/** Asks every part at once, in the order in which they came to life. */
export async function askParts(
  checks: ReadonlyMap<string, HealthCheck>,
): Promise<Record<string, 'ready' | 'not_ready'>> {
  const asked = [...checks].map(
    async ([name, check]) => [name, (await passes(check)) ? ('ready' as const) : ('not_ready' as const)] as const,
  );
  return Object.fromEntries(await Promise.all(asked));
}

/** A part that does not answer in time is not ready. */
async function passes(check: HealthCheck): Promise<boolean> {
  const late = new AbortController();
  try {
    return await Promise.race([check(), delay(PATIENCE_MS, false, { signal: late.signal, ref: false })]);
  } catch {
    return false;
  } finally {
    late.abort();
  }
}
