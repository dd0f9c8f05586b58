import { lookup as resolve } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { ConnectionCheck } from '../../contract.ts';
import { isPrivateAddress } from './private-addresses.ts';

type Problem = NonNullable<ConnectionCheck['problem']>;

/** Why a page could not be read. */
export class PageProblem extends Error {
  readonly problem: Problem;
  readonly status: number | null;

  constructor(problem: Problem, status: number | null = null) {
    super(problem);
    this.problem = problem;
    this.status = status;
  }
}

export interface ReadLimits {
  /** True: pages in private networks may be read too. */
  allowPrivate: boolean;
  /** For the whole reading, redirects included. */
  timeoutMs?: number;
  bytesMost?: number;
}

const REDIRECTS_MOST = 5;
const TIMEOUT_MS = 15_000;
const BYTES_MOST = 2 * 1024 * 1024;

/**
 * Reads a page as a browser would come to it. Each address on the way is judged as it is resolved, and the connection
 * goes to the very address that was judged, so that a name cannot change its meaning in between.
 * @throws PageProblem
 */
export async function readPage(start: string, limits: ReadLimits): Promise<{ url: string; html: string }> {
  const signal = AbortSignal.timeout(limits.timeoutMs ?? TIMEOUT_MS);
  let url = new URL(start);
  for (let hop = 0; hop <= REDIRECTS_MOST; hop++) {
    const answer = await ask(url, limits.allowPrivate, signal);
    const status = answer.statusCode ?? 0;
    const { location } = answer.headers;
    if (status >= 300 && status < 400 && location !== undefined) {
      answer.destroy();
      const next = URL.parse(location, url);
      if (next === null || !['http:', 'https:'].includes(next.protocol)) throw new PageProblem('status', status);
      url = next;
      continue;
    }
    if (status !== 200) {
      answer.destroy();
      throw new PageProblem('status', status);
    }
    if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(answer.headers['content-type'] ?? '')) {
      answer.destroy();
      throw new PageProblem('not_html');
    }
    const body = await readBody(answer, limits.bytesMost ?? BYTES_MOST);
    return { url: url.href, html: decode(body, answer.headers['content-type'] ?? '') };
  }
  throw new PageProblem('too_many_redirects');
}

function ask(url: URL, allowPrivate: boolean, signal: AbortSignal): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  // A literal address is never looked up, so it is judged here.
  if (isIP(host) !== 0 && !allowPrivate && isPrivateAddress(host)) throw new PageProblem('private_address');
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((done, refuse) => {
    request(
      url,
      {
        agent: false,
        lookup: judgingLookup(allowPrivate),
        signal,
        headers: {
          'User-Agent': 'NhipCau connection check',
          Accept: 'text/html,application/xhtml+xml',
          'Accept-Encoding': 'gzip, deflate, br',
        },
      },
      done,
    )
      .on('error', (error) => refuse(problemOf(error)))
      .end();
  });
}

function judgingLookup(allowPrivate: boolean): LookupFunction {
  return (host, options, answer) => {
    resolve(host, { all: true, family: options.family === 4 || options.family === 6 ? options.family : 0 }).then(
      (addresses) => {
        const open = allowPrivate ? addresses : addresses.filter(({ address }) => !isPrivateAddress(address));
        const first = open[0];
        if (first === undefined) answer(new PageProblem('private_address'), '');
        else if (options.all) answer(null, open);
        else answer(null, first.address, first.family);
      },
      () => answer(new PageProblem('not_resolved'), ''),
    );
  };
}

async function readBody(answer: IncomingMessage, bytesMost: number): Promise<Buffer> {
  const unpack = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress }[
    answer.headers['content-encoding'] ?? ''
  ];
  const body = unpack ? answer.pipe(unpack()) : answer;
  if (unpack) answer.on('error', (error) => body.destroy(error));
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > bytesMost) throw new PageProblem('too_large');
      chunks.push(chunk);
    }
  } catch (error) {
    throw problemOf(error);
  } finally {
    answer.destroy();
  }
  return Buffer.concat(chunks);
}

/** By the mark at the beginning, else by the header; anything unknown is read as UTF-8, which keeps what a script is made of. */
function decode(body: Buffer, contentType: string): string {
  const mark =
    body[0] === 0xff && body[1] === 0xfe ? 'utf-16le' : body[0] === 0xfe && body[1] === 0xff ? 'utf-16be' : null;
  const named = /charset\s*=\s*"?([\w:.-]{1,40})/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(mark ?? named ?? 'utf-8').decode(body);
  } catch {
    return body.toString('utf8');
  }
}

function problemOf(error: unknown): PageProblem {
  if (error instanceof PageProblem) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const certificate = /CERT|SIGNATURE|SELF_SIGNED|ERR_TLS|EPROTO/.test(code);
  return new PageProblem(certificate ? 'certificate' : 'no_answer');
}
