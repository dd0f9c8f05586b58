import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { v7 as uuidv7 } from 'uuid';
import { platformErrors } from '../../errors.ts';
import type { Actor } from '../auth/actor.ts';
import type { Auth } from '../auth/auth.ts';
import type { Context } from '../context.ts';
import { addEventStream } from '../events/stream.ts';
import type { RawHandler, ServerModule, UpgradeHandler } from '../module.ts';
import type { Platform } from '../platform.ts';
import { isSetUp } from '../set-up.repo.ts';
import { guardRoutes, isApi } from './guard.ts';
import { addHeaders } from './headers.ts';
import { localeOf } from './locale.ts';
import { addOpenApi } from './openapi.ts';
import { refuseForeignOrigin } from './origin.ts';
import { errorRegistry, problemHandler } from './problem.ts';
import { addStatic, onceTrue } from './static.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls, in which language; set for every request below `/api/`. */
    ctx: Context;
  }
}

export interface ServerParts {
  platform: Platform;
  /** All modules, the platform's own `core` first. */
  modules: readonly ServerModule[];
  auth: Auth;
  /** Asked first, before the framework, e.g. by the collector of hits. */
  rawHandlers: readonly RawHandler[];
  /** Asked in turn when a caller wants a WebSocket; a line that nobody takes is closed. */
  upgradeHandlers?: readonly UpgradeHandler[];
  /** Adds what belongs to the process and not to a module, e.g. its health. */
  extend?(app: FastifyInstance): void;
}

const BODY_LIMIT = 1024 * 1024;
/** Where `vite build` puts the screens. */
const WEB_FOLDER = fileURLToPath(new URL('../../../dist/web', import.meta.url));

/**
 * The web server with every module's routes; not listening yet. In a process that is not for the web only what `extend`
 * adds, and what the raw handlers take.
 */
export async function buildServer({
  platform,
  modules,
  auth,
  rawHandlers,
  upgradeHandlers = [],
  extend,
}: ServerParts): Promise<FastifyInstance> {
  const { config } = platform;
  const app: FastifyInstance = Fastify({
    loggerInstance: platform.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuidv7(),
    bodyLimit: BODY_LIMIT,
    trustProxy: config.TRUSTED_PROXIES.length > 0 ? config.TRUSTED_PROXIES : false,
    forceCloseConnections: 'idle',
    serverFactory: (handle) => createServer((request, response) => dispatch(rawHandlers, handle, request, response)),
  });
  if (upgradeHandlers.length > 0) addUpgrades(app, upgradeHandlers);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorate('mountedRoutes', []);
  app.decorateRequest('ctx', null as never);
  const registry = errorRegistry(modules.map((module) => module.errors));
  app.setErrorHandler(problemHandler(registry));
  app.setNotFoundHandler(() => {
    throw platformErrors.fail('platform.not_found');
  });
  addHeaders(app, config);
  await app.register(rateLimit, {
    global: true,
    max: config.RATE_LIMIT,
    timeWindow: '1 minute',
    allowList: (request) => !isApi(request),
    errorResponseBuilder: (_request, limit) =>
      platformErrors.fail('platform.too_many_requests', { detail: `Try again in ${limit.after}.` }),
  });
  app.addHook('onRequest', async (request) => {
    if (!isApi(request)) return;
    refuseForeignOrigin(request, config);
    request.ctx = {
      platform,
      actor: await actorOf(platform, modules, auth, request.headers.cookie),
      requestId: request.id,
      locale: localeOf(request.headers),
    };
  });
  guardRoutes(app);
  extend?.(app);
  if (!config.services.has('web')) return app;
  await addOpenApi(app, config, registry);
  addEventStream(app, { modules, whoIs: (cookie) => actorOf(platform, modules, auth, cookie) });
  for (const module of modules) module.routes?.(app, platform);
  await addStatic(app, {
    distDir: WEB_FOLDER,
    isSetUp: onceTrue(() => isSetUp(platform)),
    isSignedIn: async ({ headers }) => (await actorOf(platform, modules, auth, headers.cookie)).kind === 'person',
  });
  return app;
}

/** Lines that have been taken over are no longer the server's: they are cut when it ends, or it would wait for them. */
function addUpgrades(app: FastifyInstance, handlers: readonly UpgradeHandler[]): void {
  const taken = new Set<Duplex>();
  app.server.on('upgrade', (request, socket, head) => {
    taken.add(socket);
    socket.once('close', () => taken.delete(socket));
    if (!handlers.some((take) => take(request, socket, head))) socket.destroy();
  });
  app.addHook('preClose', async () => {
    for (const socket of taken) socket.destroy();
  });
}

function dispatch(
  rawHandlers: readonly RawHandler[],
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  for (const raw of rawHandlers) if (raw(request, response)) return;
  handle(request, response);
}

async function actorOf(
  platform: Platform,
  modules: readonly ServerModule[],
  auth: Auth,
  cookie: string | undefined,
): Promise<Actor> {
  const session = cookie === undefined ? null : await auth.findSession(cookie);
  if (session === null) return { kind: 'anonymous' };
  for (const module of modules) {
    const actor = await module.findActor?.(platform, session);
    if (actor) return actor;
  }
  return { kind: 'anonymous' };
}
