import type { FastifyRequest } from 'fastify';
import type { From } from '#platform/server/auth/auth.ts';

/** The browser that somebody signs in with: whence it comes, and which cookies it brings. */
export interface Visit {
  from: From;
  /** The `Cookie` header; empty where there is none. */
  cookie: string;
}

export function visitOf(request: FastifyRequest): Visit {
  return {
    from: { address: request.ip, agent: request.headers['user-agent'] ?? '' },
    cookie: request.headers.cookie ?? '',
  };
}
