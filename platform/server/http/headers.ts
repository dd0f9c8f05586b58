import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.ts';
import { isApi } from './guard.ts';

/**
 * No script but our own files, no frame around us, no plug-ins. Inline styles stay allowed: the component library sets
 * its variables that way, and a style cannot call out (no foreign image, font or connection is allowed either).
 */
export function contentSecurityPolicy({ LIVEKIT_URL }: Pick<Config, 'LIVEKIT_URL'>): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...(LIVEKIT_URL === undefined ? [] : originsOf(LIVEKIT_URL))].join(' '),
    // Pictures of cameras, and a recording that is looked at before it is sent.
    "media-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** A media server elsewhere is talked to by WebSocket, and asked over HTTP why it refused one. */
function originsOf(url: string): string[] {
  const { protocol, host } = new URL(url);
  const secure = protocol === 'wss:' || protocol === 'https:';
  return secure ? [`wss://${host}`, `https://${host}`] : [`ws://${host}`, `http://${host}`];
}

/** Sets the strict headers on every answer. What must be readable elsewhere (the embed script) says so itself. */
export function addHeaders(app: FastifyInstance, config: Config): void {
  const https = config.PUBLIC_URL?.startsWith('https:') ?? false;
  const policy = contentSecurityPolicy(config);
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy':
        'camera=(self), microphone=(self), display-capture=(self), geolocation=(), interest-cohort=()',
      ...(https && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
    });
  });
  app.addHook('onSend', async (request, reply) => {
    if (isApi(request) && !reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store');
  });
}
