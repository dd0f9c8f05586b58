import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { platformErrors } from '#platform/errors.ts';
import { trackerScript } from '../../client/script.ts';

const CACHE_SECONDS = 3_600;

/** Where pages look for it: under our name it serves the queue `_govaq`, under Matomo's names `_paq`. */
const PATHS = ['/embed/gov-tracking.min.js', '/matomo.js', '/piwik.js'] as const;

/** Forms in which a browser takes it, best first. */
const PACKED = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const;

interface Script {
  text: Buffer;
  etag: string;
  changedAt: number;
}

/** Serves our own client, packed where the caller takes it so, to pages of any site: from memory until the file changes. */
export function addTrackerScript(app: FastifyInstance, path = trackerScript.file): void {
  const known = new Map<string, Script>();

  async function load(file: string): Promise<Script> {
    const { mtimeMs } = await stat(file);
    const before = known.get(file);
    if (before?.changedAt === mtimeMs) return before;
    const text = await readFile(file);
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    const script = { text, etag, changedAt: mtimeMs };
    known.set(file, script);
    return script;
  }

  async function serve(request: FastifyRequest, reply: FastifyReply) {
    const packed = PACKED.find(({ encoding }) => accepts(request.headers['accept-encoding'], encoding));
    const { text, etag } = await load(path + (packed?.ending ?? '')).catch((error: unknown) => {
      throw platformErrors.fail('platform.not_found', { cause: error });
    });
    reply.headers({
      'Cache-Control': `public, max-age=${CACHE_SECONDS}`,
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Access-Control-Allow-Origin': '*',
      Vary: 'Accept-Encoding',
      ETag: etag,
    });
    if (request.headers['if-none-match'] === etag) return await reply.code(304).send();
    if (packed) reply.header('Content-Encoding', packed.encoding);
    return await reply.type('text/javascript; charset=utf-8').send(text);
  }

  for (const address of PATHS) app.get(address, { schema: { hide: true } as object }, serve);
}

/** Does the caller take this encoding? One with weight 0 is refused. */
function accepts(header: string | string[] | undefined, encoding: string): boolean {
  return String(header ?? '')
    .split(',')
    .some((one) => {
      const [name = '', weight = ''] = one.split(';').map((part) => part.trim().toLowerCase());
      return name === encoding && !/^q=0(\.0*)?$/.test(weight);
    });
}
