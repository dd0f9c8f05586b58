import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { platformErrors } from '#platform/errors.ts';

/** Built with the screens, by `modules/usage/client/build.ts`. */
const SCRIPT = fileURLToPath(new URL('../../../../dist/embed/gov-tracking.min.js', import.meta.url));
const CACHE_SECONDS = 3_600;

interface Script {
  text: Buffer;
  etag: string;
  changedAt: number;
}

/** Serves our own client to pages of any site, from memory until the file changes. */
export function addTrackerScript(app: FastifyInstance, path = SCRIPT): void {
  let known: Script | null = null;

  async function script(): Promise<Script> {
    const { mtimeMs } = await stat(path);
    if (known?.changedAt === mtimeMs) return known;
    const text = await readFile(path);
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    known = { text, etag, changedAt: mtimeMs };
    return known;
  }

  app.get('/embed/gov-tracking.min.js', async (request, reply) => {
    const { text, etag } = await script().catch((error: unknown) => {
      throw platformErrors.fail('platform.not_found', { cause: error });
    });
    reply.headers({
      'Cache-Control': `public, max-age=${CACHE_SECONDS}`,
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Access-Control-Allow-Origin': '*',
      ETag: etag,
    });
    if (request.headers['if-none-match'] === etag) return await reply.code(304).send();
    return await reply.type('text/javascript; charset=utf-8').send(text);
  });
}
