import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Config } from '../config/config.ts';

/** Writes the OpenAPI 3.1 document from the mounted contracts and serves it. */
export async function addOpenApi(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Nhịp Cầu', version: '1', description: 'Every act of the screens, for programs.' },
      ...(config.PUBLIC_URL && { servers: [{ url: config.PUBLIC_URL }] }),
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'nhipcau.session_token' } } },
    },
    transform: jsonSchemaTransform,
  });
  const access = { kind: 'public', why: 'it says what programs may ask, nothing of anybody' } as const;
  app.get('/api/openapi.json', { config: { access }, schema: { hide: true } as object }, async () => app.swagger());
}
