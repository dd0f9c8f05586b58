import Fastify from 'fastify';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { platformErrors } from '../../errors.ts';
import { errorRegistry, problemHandler } from '../http/problem.ts';
import type { Platform } from '../platform.ts';
import { addHealth, type HealthCheck } from './health.ts';
import { addMetrics } from './metrics.ts';

const token = 'a-token-of-the-test';

function server(checks: Record<string, HealthCheck> = {}, spared?: ReadonlySet<string>) {
  const app = Fastify();
  app.setErrorHandler(problemHandler(errorRegistry([platformErrors.specs])));
  addMetrics(app, { metrics: new Registry(), config: { METRICS_TOKEN: token } } as unknown as Platform);
  addHealth(app, new Map(Object.entries(checks)), spared);
  return app;
}

test('metrics are for this machine, or for who has the token', async () => {
  const app = server();
  const status = async (remoteAddress: string, headers = {}) =>
    (await app.inject({ url: '/metrics', remoteAddress, headers })).statusCode;
  expect(await status('127.0.0.1')).toBe(200);
  expect(await status('10.0.0.7')).toBe(403);
  expect(await status('127.0.0.1', { 'x-forwarded-for': '10.0.0.7' })).toBe(403);
  for (const name of ['forwarded', 'via', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto', 'cf-connecting-ip']) {
    expect(await status('127.0.0.1', { [name]: 'https' }), name).toBe(403);
  }
  expect(await status('127.0.0.1', { host: 'nhipcau.khanhhoa.gov.vn' })).toBe(403);
  expect(await status('127.0.0.1', { host: 'localhost.khanhhoa.gov.vn' })).toBe(403);
  expect(await status('::1', { host: '[::1]:3000' })).toBe(200);
  expect(await status('127.0.0.1', { host: '127.0.0.1:3000' })).toBe(200);
  expect(await status('10.0.0.7', { authorization: `Bearer ${token}` })).toBe(200);
  expect(await status('127.0.0.1', { authorization: 'Bearer wrong' })).toBe(403);
});

test('durations are counted by route, not by address', async () => {
  const app = server();
  await app.inject('/health/live');
  const { body } = await app.inject('/metrics');
  expect(body).toContain('http_request_duration_seconds_count{method="GET",route="/health/live",status="200"} 1');
});

test('ready names the parts that are not, also those that throw', async () => {
  const app = server({
    database: async () => {
      throw new Error('refused');
    },
    store: () => true,
  });
  const answer = await app.inject('/health/ready');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toEqual({ status: 'not_ready', parts: { database: 'not_ready', store: 'ready' } });
  expect((await app.inject('/health/live')).statusCode).toBe(200);
});

test('a part that the process can do without for a while is told, and does not make it unready', async () => {
  const app = server({ collector: () => true, store: () => false }, new Set(['store']));
  const answer = await app.inject('/health/ready');
  expect([answer.statusCode, answer.json().parts]).toEqual([200, { collector: 'ready', store: 'not_ready' }]);
});
