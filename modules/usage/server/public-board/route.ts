import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mount } from '#platform/server/http/mount.ts';
import type { Platform } from '#platform/server/platform.ts';
import { publicBoardContract } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { gonePage } from './page.ts';
import { type Shown, shownBoards } from './shown-boards.ts';

const CACHE_SECONDS = 300;
/** The page has nothing but its own text and style. It stands in a frame only where the agency allows it. */
const policyOf = (embeddable: boolean) =>
  `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors ${embeddable ? '*' : "'none'"}`;

/** The public boards, as a page and as data. Both come from memory, at most half a minute old. */
export function addPublicBoards(app: FastifyInstance, platform: Platform): void {
  const find = shownBoards(platform);

  app.get('/public/:slug', { schema: { hide: true } as object }, async (request, reply) => {
    const board = await find((request.params as { slug: string }).slug.toLowerCase());
    reply.header('Content-Security-Policy', policyOf(board?.embeddable ?? false));
    if (board?.embeddable) reply.removeHeader('X-Frame-Options');
    reply.type('text/html; charset=utf-8');
    if (!board) return await reply.code(404).header('Cache-Control', 'public, max-age=60').send(gonePage());
    if (board.snapshot === null) return await reply.header('Cache-Control', 'no-store').send(board.html);
    if (cached(request, reply, board)) return await reply.code(304).send();
    return await reply.send(board.html);
  });

  mount(app, 'usage', publicBoardContract, {
    async getPublicBoard(_ctx, { params }, { request, reply }) {
      const board = await find(params.slug.toLowerCase());
      if (!board?.snapshot) throw usageErrors.fail('usage.board_not_found');
      reply.header('Access-Control-Allow-Origin', '*').header('Cross-Origin-Resource-Policy', 'cross-origin');
      if (cached(request, reply, board)) await reply.code(304).send();
      return board.snapshot;
    },
  });
}

/** Says how long it may be kept; does the caller have it already? */
function cached(request: FastifyRequest, reply: FastifyReply, { etag }: Shown): boolean {
  reply.header('Cache-Control', `public, max-age=${CACHE_SECONDS}`).header('ETag', etag);
  return request.headers['if-none-match'] === etag;
}
