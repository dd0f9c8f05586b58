import type { FastifyInstance } from 'fastify';
import { expect, test, vi } from 'vitest';
import { openAuth } from '#platform/server/auth/open-auth.ts';
import { buildServer } from '#platform/server/http/server.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { directory } from '../index.ts';
import { cookieHeader } from '../session/sign-in.ts';
import { firstRoles } from './first-rows.ts';

const PASSWORD = 'một mật khẩu dài';
const administrator = { name: 'Nguyễn Văn Đầu', email: 'Dau@khanhhoa.example', password: PASSWORD };

function serve({ platform }: TestPlatform): Promise<FastifyInstance> {
  return buildServer({ platform, modules: platform.modules, auth: openAuth(platform), rawHandlers: [] });
}

test('an empty node says so, is set up once, and its first administrator is signed in at once', async () => {
  const node = await testPlatform({ modules: [directory] });
  const app = await serve(node);
  expect((await app.inject('/api/session')).json()).toMatchObject({ setUp: 'empty', node: null, person: null });
  const short = { sample: false, administrator: { ...administrator, password: 'ngắn' } };
  const refused = await app.inject({ method: 'POST', url: '/api/set-up', payload: short });
  expect(refused.statusCode).toBe(400);
  expect(refused.json().fields).toContainEqual(
    expect.objectContaining({ path: 'body.administrator.password', message: 'A password has at least 12 characters' }),
  );
  const payload = { sample: false, node: { name: 'Tỉnh Gia Lai', code: 'H21', kind: 'province' }, administrator };
  const answers = await Promise.all([1, 2].map(() => app.inject({ method: 'POST', url: '/api/set-up', payload })));
  expect(answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([201, 409]);
  const done = answers.find((answer) => answer.statusCode === 201);
  expect(done?.json()).toMatchObject({
    setUp: 'ready',
    node: { code: 'H21' },
    person: {
      name: 'Nguyễn Văn Đầu',
      permissions: node.platform.modules.flatMap(({ permissions }) => permissions).sort(),
    },
  });
  const cookie = cookieHeader([done?.headers['set-cookie'] ?? ''].flat());
  const roles = await app.inject({ url: '/api/directory/roles', headers: { cookie } });
  expect(roles.json().rows).toHaveLength(firstRoles.length);
  await app.close();
});

test('a set-up with the sample loads it in a job and tells how far it is', async () => {
  const node = await testPlatform({ modules: [directory] });
  const app = await serve(node);
  await node.platform.jobs.work([...(directory.jobs ?? [])], () => node.as());
  const payload = { sample: true, administrator };
  expect((await app.inject({ method: 'POST', url: '/api/set-up', payload })).json()).toMatchObject({
    setUp: 'loading',
    node: { name: 'Tỉnh Khánh Hòa', code: 'H32' },
  });
  await vi.waitFor(
    async () =>
      expect((await app.inject('/api/set-up')).json()).toMatchObject({
        state: 'ready',
        modules: { done: 1, total: 1 },
      }),
    { timeout: 30_000, interval: 100 },
  );
  const people = await app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { email: 'nguoixem@khanhhoa.example', password: 'NhipCau-2026' },
  });
  expect(people.statusCode).toBe(200);
  await app.close();
});
