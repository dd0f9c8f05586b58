import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../errors.ts';
import { addStatic, onceTrue } from './static.ts';

let app: FastifyInstance;
let folder: string;
const node = { setUp: true, signedIn: true };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nhipcau-web-'));
  mkdirSync(join(folder, 'assets'));
  for (const [name, text] of [
    ['index.html', 'the shell'],
    ['door.html', 'the door'],
    ['mark.svg', '<svg/>'],
    ['before-paint.js', '//'],
    ['assets/a-1234.js', 'plain'],
    ['assets/a-1234.js.br', 'packed'],
  ] as const) {
    writeFileSync(join(folder, name), text);
  }
  app = Fastify();
  app.setErrorHandler((error, _request, reply) =>
    reply.code(404).send(error instanceof AppError ? error.code : 'other'),
  );
  await addStatic(app, { distDir: folder, isSetUp: async () => node.setUp, isSignedIn: async () => node.signedIn });
});

afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers = {}) => app.inject({ url, headers });

test('who is signed in gets the shell for every screen, asked for anew each time', async () => {
  Object.assign(node, { setUp: true, signedIn: true });
  for (const url of ['/', '/usage/sites?q=x', '/nothing/here']) {
    const answer = await get(url);
    expect(answer.body).toBe('the shell');
    expect(answer.headers['cache-control']).toBe('no-cache');
  }
});

test('a stranger is led to the door and back', async () => {
  Object.assign(node, { setUp: true, signedIn: false });
  expect((await get('/')).headers.location).toBe('/sign-in');
  expect((await get('/usage/sites?q=a&b=c')).headers.location).toBe(
    `/sign-in?next=${encodeURIComponent('/usage/sites?q=a&b=c')}`,
  );
  expect((await get('/sign-in?next=/x')).body).toBe('the door');
});

test('an empty node knows only its set-up', async () => {
  Object.assign(node, { setUp: false, signedIn: false });
  for (const url of ['/', '/sign-in', '/usage']) expect((await get(url)).headers.location).toBe('/set-up');
  expect((await get('/set-up')).body).toBe('the door');
});

test('hashed files are kept for a year and sent packed', async () => {
  const answer = await get('/assets/a-1234.js', { 'accept-encoding': 'br' });
  expect(answer.headers['cache-control']).toContain('immutable');
  expect(answer.headers['content-encoding']).toBe('br');
  expect(answer.body).toBe('packed');
});

test('a program with a wrong address gets a problem, never a screen', async () => {
  for (const url of ['/api/nothing', '/favicon.ico', '/embed/x', '/wp-login.php'])
    expect((await get(url)).body, url).toBe('platform.not_found');
  expect((await get('/assets/..%2f..%2f..%2fetc%2fpasswd')).body).not.toContain('root');
  expect((await get('/assets/gone.js')).statusCode).toBe(404);
});

test('the set-up is asked for until it is done', async () => {
  let asked = 0;
  const isSetUp = onceTrue(async () => ++asked >= 2);
  expect([await isSetUp(), await isSetUp(), await isSetUp()]).toEqual([false, true, true]);
  expect(asked).toBe(2);
});
