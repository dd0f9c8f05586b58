import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { AppError } from '#platform/errors.ts';
import { addTrackerScript } from './tracker-script.ts';

function serve(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'nhipcau-script-'));
  const path = join(folder, 'client.js');
  for (const [ending, text] of Object.entries(files)) writeFileSync(path + ending, text);
  const app = Fastify();
  app.setErrorHandler((error, _request, reply) =>
    reply.code(404).send(error instanceof AppError ? error.code : 'other'),
  );
  addTrackerScript(app, path);
  onTestFinished(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });
  return { path, get: (url: string, headers = {}) => app.inject({ url, headers }) };
}

const all = { '': 'plain', '.br': 'brotli', '.gz': 'gzip' };

test('the client is served under its own name and under those of Matomo, to pages of any site', async () => {
  const { get } = serve(all);
  for (const url of ['/embed/gov-tracking.min.js', '/matomo.js', '/piwik.js?v=5']) {
    const answer = await get(url);
    expect(answer.body, url).toBe('plain');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Accept-Encoding',
    });
  }
});

test.each([
  ['gzip, deflate, br', 'brotli', 'br'],
  ['gzip', 'gzip', 'gzip'],
  ['gzip, br;q=0', 'gzip', 'gzip'],
  ['br;q=0.0, gzip;q=0', 'plain', undefined],
  ['identity', 'plain', undefined],
])('who accepts %s gets it in the form %s', async (accepted, body, encoding) => {
  const answer = await serve(all).get('/matomo.js', { 'accept-encoding': accepted });
  expect(answer.body).toBe(body);
  expect(answer.headers['content-encoding']).toBe(encoding);
});

test('a known form is not sent again; a new build is', async () => {
  const { get, path } = serve(all);
  const etag = (await get('/matomo.js')).headers['etag'] as string;
  expect((await get('/matomo.js', { 'if-none-match': etag })).statusCode).toBe(304);
  expect((await get('/matomo.js', { 'if-none-match': etag, 'accept-encoding': 'br' })).body).toBe('brotli');
  writeFileSync(path, 'newer');
  utimesSync(path, 1, 1);
  expect((await get('/matomo.js', { 'if-none-match': etag })).body).toBe('newer');
});

test('before it is built there is none', async () => {
  expect((await serve({}).get('/matomo.js')).body).toBe('platform.not_found');
});
