import { expect, test } from 'vitest';
import { fieldsOf, routesOf, typeText } from './openapi.ts';

const document = {
  paths: {
    '/api/session': {
      get: { summary: 'Who am I', tags: ['directory'] },
      post: { summary: 'Sign in', tags: ['directory'] },
    },
    '/api/usage/sites': { get: { summary: 'Sites', tags: ['usage'] } },
  },
};

test('routes stand by module and are found by all words', () => {
  expect([...routesOf(document, '').keys()]).toEqual(['directory', 'usage']);
  expect(
    routesOf(document, 'session sign')
      .get('directory')
      ?.map(({ key }) => key),
  ).toEqual(['post /api/session']);
});

test('a schema in a few words', () => {
  expect(typeText({ type: 'string', format: 'email', maxLength: 254 })).toBe('string (email, ≤ 254)');
  expect(typeText({ anyOf: [{ type: 'string' }, { type: 'null' }] })).toBe('string | null');
  expect(typeText({ type: 'array', items: { enum: ['a', 'b'] } })).toBe('"a" | "b"[]');
});

test('fields are found through lists and choices', () => {
  const object = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
  const field = [{ name: 'name', required: true, schema: { type: 'string' } }];
  expect(fieldsOf({ items: object })).toEqual(field);
  expect(fieldsOf({ anyOf: [object, { type: 'null' }] })).toEqual(field);
});
