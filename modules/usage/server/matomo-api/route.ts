import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#platform/errors.ts';
import { usageErrors } from '../../errors.ts';
import { type Answer, jsonOf } from './answer.ts';
import { callMethod } from './call.ts';
import { type Format, formatOf, type Given, refused } from './parameters.ts';
import { csvText } from './write-csv.ts';
import { xmlError, xmlOf } from './write-xml.ts';

/** Where programs that read Matomo look for its reports. */
const PATHS = ['/index.php', '/matomo/index.php'] as const;
const BODY_BYTES = 64 * 1024;

const TYPES: Record<Format, string> = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

/** Matomo's reporting API, so that dashboards made for it can be pointed here. */
export function addMatomoApi(app: FastifyInstance): void {
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_BYTES },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
    );
    for (const url of PATHS) {
      scope.route({
        method: ['GET', 'POST'],
        url,
        bodyLimit: BODY_BYTES,
        config: {
          access: {
            kind: 'public',
            why: 'A key or a session is asked for by the method, which answers in the words of Matomo',
          },
        },
        schema: { hide: true } as object,
        handler: answer,
      });
    }
  });
}

async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  let format: Format = 'xml';
  try {
    const given = givenOf(request);
    format = formatOf(given);
    if (given.get('module') !== 'API') throw refused('module', 'only API is served here');
    return await send(reply, format, await callMethod(request.ctx, given, tokenOf(request)));
  } catch (error) {
    return sendError(request, reply, format, error);
  }
}

/** Parameters of address and body. A list (`a[]=1`) is not taken. */
function givenOf({ query, body }: FastifyRequest): Given {
  const entries = [query, body].flatMap((part) => (part && typeof part === 'object' ? Object.entries(part) : []));
  return new Map(entries.flatMap(([name, value]) => (isPlain(value) ? [[name, String(value)] as const] : [])));
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/**
 * The token of the body or of `Authorization: Bearer`. One in the address is refused: addresses stand in logs of servers and
 * proxies. @throws usage.token_in_address
 */
function tokenOf({ query, body, headers }: FastifyRequest): string {
  if (typeof query === 'object' && query !== null && 'token_auth' in query) {
    throw usageErrors.fail('usage.token_in_address', {
      detail:
        'token_auth: send it in the body of a POST, or as Authorization: Bearer. Revoke this key: the address is in logs.',
    });
  }
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const inBody = (body as { token_auth?: unknown } | null | undefined)?.token_auth;
  return bearer ?? (typeof inBody === 'string' ? inBody : '');
}

async function send(reply: FastifyReply, format: Format, found: Answer): Promise<FastifyReply> {
  // A value alone is bare in XML, `{"value": …}` in JSON.
  const text =
    format === 'json' ? JSON.stringify(jsonOf(found)) : format === 'xml' ? xmlOf(found) : await csvText(found);
  return reply.type(TYPES[format]).serializer(String).send(text);
}

/** Errors in Matomo's form, with the status that they have everywhere in this node. */
function sendError(request: FastifyRequest, reply: FastifyReply, format: Format, error: unknown): FastifyReply {
  const { status, message } = toldOf(error);
  if (status >= 500) request.log.error({ err: error }, 'a call of the reading API failed');
  const text =
    format === 'json'
      ? JSON.stringify({ result: 'error', message })
      : format === 'xml'
        ? xmlError(message)
        : `Error: ${message}`;
  return reply.code(status).type(TYPES[format]).serializer(String).send(text);
}

const OURS: Record<string, { status: number; title: string }> = {
  ...usageErrors.specs,
  'platform.not_signed_in': { status: 401, title: 'Give a token in the body or as Authorization: Bearer, or sign in' },
  'platform.forbidden': { status: 403, title: 'You may not read reports' },
  'platform.second_factor_needed': { status: 403, title: 'Set up a second factor first' },
};

function toldOf(error: unknown): { status: number; message: string } {
  const known = error instanceof AppError ? OURS[error.code] : undefined;
  if (known === undefined) return { status: 500, message: 'Something went wrong on our side' };
  const detail = error instanceof AppError ? error.detail : undefined;
  return { status: known.status, message: detail === undefined ? known.title : `${known.title}. ${detail}` };
}
