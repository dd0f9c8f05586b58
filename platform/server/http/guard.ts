import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Access } from '../../contract.ts';
import { checkAccess } from './access.ts';
import { refuseMalformedText } from './well-formed.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call this route. Every route below `/api/` names it. */
    access?: Access;
    /** Codes of its own errors, for the documentation. */
    errors?: readonly string[];
  }
}

/**
 * Is this a request to the programs' interface? The router decides, not the text of the address: it also takes
 * `/%61pi/session` and `http://host/api/session` to the same route. A route elsewhere that says who may call it is one too.
 */
export function isApi(request: FastifyRequest): boolean {
  const { url, config } = request.routeOptions;
  return (url ?? request.url).startsWith('/api/') || request.url.startsWith('/api/') || config?.access !== undefined;
}

/**
 * No route below `/api/` without a declared access, whoever adds it, and none that answers before it was checked. It is
 * checked before the body is read: who may not call learns nothing about the input and costs no parsing. Then no text
 * passes that cannot be kept.
 */
export function guardRoutes(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    if (url.startsWith('/api/') && config?.access === undefined) {
      throw new Error(`The route ${String(method)} ${url} does not say who may call it.`);
    }
  });
  app.addHook('preParsing', async (request) => {
    const { access } = request.routeOptions.config;
    if (access !== undefined) await checkAccess(request.ctx, access);
  });
  app.addHook('preValidation', async (request) => refuseMalformedText(request));
}
