import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { expect, test, vi } from 'vitest';
import { platformErrors } from '../../errors.ts';
import type { Actor } from '../auth/actor.ts';
import { transact } from '../database/transact.ts';
import { errorRegistry, problemHandler } from '../http/problem.ts';
import type { ServerModule } from '../module.ts';
import { type TestPlatform, testPerson, testPlatform } from '../testing/test-platform.ts';
import { addEventStream } from './stream.ts';

const person = testPerson({ 'test.thing.read': 'all' });
const module: ServerModule = {
  name: 'test',
  errors: {},
  permissions: ['test.thing.read'],
  migrations: {},
  mayHear: async ({ actor }) => actor.kind === 'person' && actor.reach.has('test.thing.read'),
  states: {
    async audience({ actor }, topic) {
      if (topic !== 'test.board') return undefined;
      if (actor.kind !== 'person' || !actor.reach.has('test.thing.read')) return null;
      return actor.reach.has('test.thing.write') ? 'writers' : 'readers';
    },
    state: async (_platform, _topic, audience) => ({ audience, at: ++states }),
  },
};
let states = 0;

/** A server with streams; `who` is asked at each heartbeat. */
async function serve(who: { now: Actor }) {
  const node = await testPlatform();
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(problemHandler(errorRegistry([platformErrors.specs])));
  app.decorateRequest('ctx', null as never);
  app.addHook('onRequest', async (request) => {
    request.ctx = { ...node.as(who.now), requestId: request.id };
  });
  addEventStream(app, { modules: [module], whoIs: async () => who.now, heartbeatMs: 30 });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const open = async (topics: string, headers = {}) => {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const path = `/api/events?topics=${topics}`;
      httpRequest({ port, host: '127.0.0.1', path, headers, agent: false }, resolve).on('error', reject).end();
    });
    const heard = { text: '', ended: false, status: answer.statusCode, answer };
    answer.on('data', (chunk: Buffer) => {
      heard.text += chunk;
    });
    answer.on('end', () => {
      heard.ended = true;
    });
    answer.on('error', () => {});
    return heard;
  };
  return { node, app, open, port };
}

const change = (t: TestPlatform, n: number) =>
  transact(t.as(), async (tx) => {
    tx.emit({ topic: 'test.thing', payload: { n } });
    tx.audit({ action: 'test.thing.change', subject: { type: 'thing', id: `${n}` }, before: null, after: { n } });
  });

test('who listens hears, and after a lost line hears what was missed, once', async () => {
  const { node, app, open } = await serve({ now: person });
  const first = await open('test.thing');
  await vi.waitFor(() => expect(first.text).toContain('event: ready'));
  await change(node, 1);
  await vi.waitFor(() => expect(first.text).toContain('"n":1'));
  const last = /id: (\d+)\nevent: change/.exec(first.text)?.[1] as string;
  first.answer.destroy();
  await change(node, 2);
  const second = await open('test.thing', { 'Last-Event-ID': last });
  await vi.waitFor(() => expect(second.text).toContain('"n":2'));
  expect(second.text).not.toContain('"n":1');
  expect(second.text.match(/"n":2/g)).toHaveLength(1);
  await app.close();
  await vi.waitFor(() => expect(second.ended).toBe(true));
});

test('a topic with a state tells it at once and after each change, to each audience its own', async () => {
  const who: { now: Actor } = { now: person };
  const { node, app, open } = await serve(who);
  const stream = await open('test.board,test.thing');
  await vi.waitFor(() => expect(stream.text).toContain('"state":{"audience":"readers"'));
  const count = () =>
    stream.text.match(/event: state\ndata: \{"topic":"test.board","now":"[\dTZ:.-]+","state":/g)?.length;
  expect(count()).toBe(1);
  await transact(node.as(), async (tx) => {
    tx.emit({ topic: 'test.board' });
    tx.audit({ action: 'test.thing.change', subject: { type: 'thing', id: '1' }, before: null, after: {} });
  });
  await vi.waitFor(() => expect(count()).toBe(2));
  await change(node, 7);
  await vi.waitFor(() => expect(stream.text).toContain('"n":7'));
  expect(stream.text).not.toContain('"topic":"test.board","payload"');
  who.now = { ...person, reach: new Map([...person.reach, ['test.thing.write', 'all']]) };
  await vi.waitFor(() => expect(stream.text).toContain('"state":{"audience":"writers"'));
  who.now = { ...person, reach: new Map() };
  await vi.waitFor(() => expect(stream.ended).toBe(true));
  expect((await open('test.board')).status).toBe(403);
  await app.close();
});

test.each<[string, Actor]>([
  ['its session ends', { kind: 'anonymous' }],
  ['the right is taken away', { ...person, reach: new Map() }],
])('a stream ends when %s', async (_what, later) => {
  const who: { now: Actor } = { now: person };
  const { node, app, open } = await serve(who);
  const stream = await open('test.thing');
  await vi.waitFor(() => expect(stream.text).toContain('still here'));
  who.now = later;
  await vi.waitFor(() => expect(stream.ended).toBe(true));
  await change(node, 3);
  expect(stream.text).not.toContain('"n":3');
  await app.close();
});

test('a session has so many streams and no more: the oldest gives way', async () => {
  const { app, open } = await serve({ now: person });
  const streams: Awaited<ReturnType<typeof open>>[] = [];
  for (let n = 0; n < 25; n++) streams.push(await open('test.thing'));
  await vi.waitFor(() => expect(streams.map(({ ended }) => ended)).toEqual([true, ...Array(24).fill(false)]));
  await app.close();
});

test('too many topics, none, and a question for the head alone are refused', async () => {
  const { app, open } = await serve({ now: person });
  expect((await open(Array.from({ length: 51 }, (_, n) => `test.thing:${n}`).join(','))).status).toBe(400);
  expect((await open('')).status).toBe(400);
  expect((await open('test.thing,other.thing')).status).toBe(403);
  expect((await app.inject({ method: 'HEAD', url: '/api/events?topics=test.thing' })).statusCode).toBe(404);
  await app.close();
});
