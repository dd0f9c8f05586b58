import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonActor } from '#platform/server/auth/actor.ts';
import type { MountedRoute } from '#platform/server/http/mount.ts';
import { inputSchema, sampleInput } from './testing/sample-input.ts';
import { type WholeNode, wholeNode } from './testing/whole-node.ts';

/*
 * Bad input is answered as bad input, never as a fault of ours: for every place of every route's input, each of these
 * values in turn.
 */
const HOSTILE: readonly unknown[] = [
  'a\u0000b',
  'a\ud800b',
  "%'; drop table x; --",
  '0000-01-01',
  '2026-02-30',
  '-1',
  '9007199254740993',
  '1e308',
  'x'.repeat(400),
  1e21,
  null,
  [],
  {},
];

let node: WholeNode;
let admin: PersonActor;
let agency: string;

beforeAll(async () => {
  node = await wholeNode();
  admin = node.person(node.everything('all'));
  const tree = await node.ask(admin, { url: '/api/directory/tree' });
  agency = tree.json().rows[0].id;
});
afterAll(() => node.close());

/** Copies of a value, each with one of its leaves replaced. */
function* replaced(value: unknown, by: unknown, at = ''): Generator<[place: string, value: unknown]> {
  if (typeof value !== 'object' || value === null) {
    yield [at, by];
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    for (const [place, one] of replaced(inner, by, `${at}.${key}`)) {
      const copy = Array.isArray(value) ? [...value] : { ...value };
      (copy as Record<string, unknown>)[key] = one;
      yield [place, copy];
    }
  }
}

function* hostileRequests({ route }: MountedRoute): Generator<[what: string, request: InjectOptions]> {
  const path = (text: string) => route.path.replaceAll(/:\w+/g, encodeURIComponent(text));
  const plain = route.params ? path(route.path.includes(':code') ? '1' : agency) : route.path;
  const query = (route.query && sampleInput(inputSchema(route.query), agency, true)) as object | undefined;
  const body = route.body && sampleInput(inputSchema(route.body), agency, true);
  const { method } = route;
  for (const value of HOSTILE) {
    const text = typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value);
    if (typeof value !== 'string' && !body) continue;
    if (route.params)
      yield [`path ${text}`, { method, url: path(text), ...(body !== undefined && { payload: body as object }) }];
    for (const [place, changed] of query ? replaced(query, text) : []) {
      // Alone: what is wrong elsewhere would be found first.
      const name = place.slice(1);
      const one = { [name]: (changed as Record<string, string>)[name] ?? '' };
      yield [
        `query${place} ${text}`,
        { method, url: plain, query: one, ...(body !== undefined && { payload: body as object }) },
      ];
    }
    for (const [place, changed] of body ? replaced(body, value) : [])
      yield [`body${place} ${JSON.stringify(value)}`, { method, url: plain, payload: changed as object }];
  }
}

const NEVER_ENDING = new Set(['directory.signIn']);

test('no input whatever makes a route fail', async () => {
  const faults: string[] = [];
  let asked = 0;
  for (const mounted of node.app.mountedRoutes) {
    if (NEVER_ENDING.has(`${mounted.module}.${mounted.name}`)) continue;
    for (const [what, request] of hostileRequests(mounted)) {
      asked++;
      const { statusCode } = await node.ask(admin, request);
      if (statusCode >= 500) faults.push(`${mounted.module}.${mounted.name} ${what}: ${statusCode}`);
    }
  }
  expect(faults).toEqual([]);
  expect(asked).toBeGreaterThan(500);
}, 180_000);
