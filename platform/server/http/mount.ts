import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Contract, InputOf, OutputOf, Route } from '../../contract.ts';
import type { Context } from '../context.ts';

export type Handler<R extends Route> = (
  ctx: Context,
  input: InputOf<R, 'server'>,
  http: { request: FastifyRequest; reply: FastifyReply },
) => Promise<OutputOf<R>>;

export type Handlers<C extends Contract> = { [Name in keyof C]: Handler<C[Name]> };

/** Mounted routes with their module, for the OpenAPI document and for tests that must know them all. */
export interface MountedRoute {
  module: string;
  name: string;
  route: Route;
}

declare module 'fastify' {
  interface FastifyInstance {
    mountedRoutes: MountedRoute[];
  }
}

/** Puts a module's contract on the server: for each route its access (checked by the guard), its parsing, its handler, its answer. */
export function mount<C extends Contract>(
  app: FastifyInstance,
  module: string,
  contract: C,
  handlers: Handlers<C>,
): void {
  for (const [name, route] of Object.entries(contract)) {
    app.mountedRoutes.push({ module, name, route });
    const handler = handlers[name] as unknown as Handler<Route>;
    app.route({
      method: route.method,
      url: route.path,
      ...(route.maxBytes !== undefined && { bodyLimit: route.maxBytes }),
      config: {
        access: route.access,
        ...(route.errors && { errors: route.errors }),
        ...(route.rateLimit && { rateLimit: { max: route.rateLimit, timeWindow: '1 minute' } }),
      },
      schema: schemaOf(module, name, route),
      handler: (async (request, reply) => {
        const { params, query, body } = request;
        const output = await handler(request.ctx, { params, query, body } as never, { request, reply });
        if (reply.sent) return reply;
        return reply.code(route.status ?? 200).send(output);
      }) as RouteHandlerMethod,
    });
  }
}

/** Fastify's schema of a route. Keys are left out, never `undefined`: the framework takes those for schemas. */
function schemaOf(module: string, name: string, route: Route) {
  return {
    operationId: `${module}.${name}`,
    tags: [module],
    summary: route.summary,
    description: describeAccess(route),
    ...(route.params && { params: route.params }),
    ...(route.query && { querystring: route.query }),
    ...(route.body && { body: route.body }),
    response: { [route.status ?? 200]: route.response },
  };
}

function describeAccess({ access, errors }: Route): string {
  const who = {
    public: 'Anyone may call this',
    'set-up': 'Anyone may call this while the node is empty',
    'signed-in': 'Anyone who is signed in may call this',
    permission: `Needs the permission \`${access.kind === 'permission' ? access.permission : ''}\``,
  }[access.kind];
  const why = access.kind === 'public' ? `: ${access.why}` : '';
  const list = errors?.length ? ` Errors: ${errors.map((code) => `\`${code}\``).join(', ')}.` : '';
  return `${who}${why}.${list}`;
}
