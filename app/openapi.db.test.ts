import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WholeNode, wholeNode } from './testing/whole-node.ts';

let node: WholeNode;
// oxlint-disable-next-line typescript/no-explicit-any -- the document is looked into freely
let document: any;

beforeAll(async () => {
  node = await wholeNode({ sample: false });
  document = (await node.ask(null, { url: '/api/openapi.json' })).json();
});
afterAll(() => node.close());

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

test('every route stands in it with a summary, who may call it, its good answer and its errors', () => {
  for (const { module, name, route } of node.app.mountedRoutes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    const operation = document.paths[path]?.[route.method.toLowerCase()];
    const what = `${route.method} ${path}`;
    expect(operation, what).toMatchObject({ operationId: `${module}.${name}`, summary: route.summary, tags: [module] });
    expect(operation.responses, what).toHaveProperty(String(route.status ?? 200));
    const guarded = route.access.kind === 'permission' || route.access.kind === 'signed-in';
    expect(operation.security, what).toEqual(guarded ? [{ session: [] }] : undefined);
    const told = Object.values(operation.responses as Record<string, { content?: Record<string, object> }>).flatMap(
      ({ content }) => Object.keys((content?.['application/problem+json'] as { examples?: object })?.examples ?? {}),
    );
    expect(told, what).toEqual(expect.arrayContaining([...(route.errors ?? []), 'platform.internal']));
    if (guarded) expect(told, what).toContain('platform.not_signed_in');
  }
});

test('the stream of live events stands in it too', () => {
  const operation = document.paths['/api/events'].get;
  expect(operation).toMatchObject({
    operationId: 'platform.events',
    security: [{ session: [] }],
    parameters: [{ in: 'query', name: 'topics', schema: { type: 'string' } }],
    responses: { 200: { content: { 'text/event-stream': {} } }, 401: {}, 403: {} },
  });
});
