import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { platformErrors } from '../../errors.ts';
import type { Platform } from '../platform.ts';

export function openMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/**
 * `GET /metrics` for Prometheus, and the duration of every request by its route. Open to programs on this machine; to
 * others with `Authorization: Bearer METRICS_TOKEN`, where that setting is given.
 */
export function addMetrics(app: FastifyInstance, { metrics, config }: Platform): void {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { schema: { hide: true } as object }, async (request, reply) => {
    if (!mayRead(request, config.METRICS_TOKEN)) throw platformErrors.fail('platform.forbidden');
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}

const LOCAL = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** The address that a program on this machine asks; a proxy keeps the one that people type, or a name of its own. */
const LOCAL_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const FORWARDING =
  /^(forwarded|via|x-forwarded-.+|x-real-ip|x-(original|client|cluster)-.+|(true-client|cf-connecting)-ip)$/;

function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token !== undefined && given !== undefined) return sameText(given, token);
  // A proxy on this machine speaks for strangers: what it forwards is not local, whichever way it shows.
  const forwarded = Object.keys(request.headers).some((name) => FORWARDING.test(name));
  return !forwarded && LOCAL_HOST.test(request.headers.host ?? '') && LOCAL.has(request.socket.remoteAddress ?? '');
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
