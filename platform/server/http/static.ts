import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { platformErrors } from '../../errors.ts';

export interface StaticParts {
  /** What `vite build` wrote. */
  distDir: string;
  isSetUp(): Promise<boolean>;
  isSignedIn(request: FastifyRequest): Promise<boolean>;
}

/** Pages that stand before the sign-in, and the own account, which is one of them. */
const DOOR = new Set(['/sign-in', '/set-up', '/invitation', '/reset', '/account']);
/** Below these no page is looked for: a wrong address of a program gets a problem, not a screen. */
const NO_PAGE = /^\/(api|assets|embed|health|metrics)(\/|$)|\.[a-z0-9]{1,8}$/i;
const YEAR_SECONDS = 31_536_000;

/**
 * Serves the screens. Files with a hash in their name are kept for a year; pages are asked for anew each time. Every
 * path that is no program's gives the shell, which knows its screens; an empty node leads to its set-up and a stranger
 * to the sign-in.
 */
export async function addStatic(app: FastifyInstance, { distDir, isSetUp, isSignedIn }: StaticParts): Promise<void> {
  await app.register(fastifyStatic, {
    root: distDir,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    // A fresh clone may serve its API before the screens are built.
    suppressWarning: true,
  });
  const send = (reply: FastifyReply, file: string, caching: string) =>
    reply.header('Cache-Control', caching).sendFile(file);

  app.get('/assets/*', hidden, (request, reply) =>
    send(reply, `assets/${(request.params as { '*': string })['*']}`, `public, max-age=${YEAR_SECONDS}, immutable`),
  );
  for (const file of ['before-paint.js', 'mark.svg']) {
    app.get(`/${file}`, hidden, (_request, reply) => send(reply, file, 'public, max-age=3600'));
  }
  app.get('/*', hidden, async (request, reply) => {
    const path = request.url.split('?', 1)[0] as string;
    if (NO_PAGE.test(path)) throw platformErrors.fail('platform.not_found');
    if (!existsSync(join(distDir, 'index.html'))) {
      throw platformErrors.fail('platform.not_ready', { detail: 'The screens are not built yet: npm run build:web' });
    }
    const page = await pageFor(request, path);
    if (page.redirect !== undefined) return reply.header('Cache-Control', 'no-store').redirect(page.redirect);
    return send(reply, page.file, 'no-cache');
  });

  async function pageFor(request: FastifyRequest, path: string): Promise<{ file: string; redirect?: string }> {
    const door = { file: 'door.html' };
    if (!(await isSetUp())) return path === '/set-up' ? door : { ...door, redirect: '/set-up' };
    if (DOOR.has(path)) return door;
    if (await isSignedIn(request)) return { file: 'index.html' };
    const next = path === '/' ? '' : `?next=${encodeURIComponent(request.url)}`;
    return { ...door, redirect: `/sign-in${next}` };
  }
}

const hidden = { schema: { hide: true } as object };

/** Asks until the node is set up, and never again: nothing leads back from there. */
export function onceTrue(ask: () => Promise<boolean>): () => Promise<boolean> {
  let known = false;
  return async () => {
    known ||= await ask();
    return known;
  };
}
