import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Access } from '../../contract.ts';
import type { Config } from '../config/config.ts';
import type { ErrorRegistry } from './problem.ts';

/** The errors that any route may answer with, whatever its contract says of its own. */
const ALWAYS = ['platform.too_many_requests', 'platform.internal'] as const;

/** Writes the OpenAPI 3.1 document from the mounted contracts and serves it. */
export async function addOpenApi(app: FastifyInstance, config: Config, registry: ErrorRegistry): Promise<void> {
  const https = config.PUBLIC_URL?.startsWith('https:') ?? false;
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Nhịp Cầu', version: '1', description: 'Every act of the screens, for programs.' },
      ...(config.PUBLIC_URL && { servers: [{ url: config.PUBLIC_URL }] }),
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: `${https ? '__Secure-' : ''}nhipcau.session_token` },
        },
      },
    },
    transform(input) {
      const { schema, url } = jsonSchemaTransform(input);
      const { access, errors = [] } = input.route.config ?? {};
      if (access === undefined || !schema || schema.hide) return { schema: schema ?? { hide: true }, url };
      const asks = ['params', 'querystring', 'body'].some((part) => part in (input.schema ?? {}));
      const codes = new Set([...errorsOf(access), ...(asks ? ['platform.input_invalid'] : []), ...errors, ...ALWAYS]);
      return {
        url,
        schema: {
          ...schema,
          ...((access.kind === 'signed-in' || access.kind === 'permission') && { security: [{ session: [] }] }),
          response: { ...(schema.response as object), ...problemResponses(registry, [...codes]) },
        },
      };
    },
  });
  const access = { kind: 'public', why: 'it says what programs may ask, nothing of anybody' } as const;
  app.get('/api/openapi.json', { config: { access }, schema: { hide: true } as object }, async () => app.swagger());
}

function errorsOf({ kind }: Access): string[] {
  switch (kind) {
    case 'public':
      return [];
    case 'set-up':
      return ['platform.already_set_up'];
    case 'signed-in':
      return ['platform.not_signed_in'];
    case 'permission':
      return ['platform.not_signed_in', 'platform.forbidden'];
  }
}

/** One answer a status, with an example of each error that has it (RFC 9457). */
function problemResponses(registry: ErrorRegistry, codes: readonly string[]): Record<string, object> {
  const known = codes.map((code) => ({ code, spec: registry.get(code) }));
  const missing = known.find(({ spec }) => spec === undefined);
  if (missing) throw new Error(`A contract names the error ${missing.code}, which no module declares.`);
  const byStatus = Map.groupBy(known, ({ spec }) => spec?.status ?? 500);
  return Object.fromEntries(
    [...byStatus].map(([status, errors]) => [
      status,
      {
        description: errors.map(({ spec, code }) => `${spec?.title} (\`${code}\`)`).join('; '),
        content: {
          'application/problem+json': {
            schema: PROBLEM,
            examples: Object.fromEntries(errors.map(({ code }) => [code, { value: exampleOf(registry, code) }])),
          },
        },
      },
    ]),
  );
}

function exampleOf(registry: ErrorRegistry, code: string): object {
  const { status, title } = registry.get(code) ?? { status: 500, title: '' };
  return { type: `urn:nhipcau:error:${code}`, title, status, code, requestId: '0193f000-0000-7000-8000-000000000000' };
}

const TEXT = { type: 'string' } as const;
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: TEXT,
    title: TEXT,
    status: { type: 'integer' },
    code: TEXT,
    detail: TEXT,
    requestId: TEXT,
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: TEXT, code: TEXT, message: TEXT, values: { type: 'object' } },
      },
    },
  },
} as const;
