import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { openAuth } from '#platform/server/auth/open-auth.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { buildServer } from '#platform/server/http/server.ts';
import { startOidcProvider } from '#platform/server/testing/oidc-provider.ts';
import { testPlatform } from '#platform/server/testing/test-platform.ts';
import { demo } from '../demo.ts';
import { directory } from '../index.ts';
import { TestBrowser } from '../testing/browser.ts';

const HERE = 'http://localhost:3999';

async function nodeWithProvider(more: object = {}) {
  const provider = await startOidcProvider(`${HERE}/api/outside/sso/back`);
  const { issuer, clientId, clientSecret } = provider;
  const settings = { id: 'sso', name: 'SSO Khánh Hòa', issuer, clientId, clientSecret, ...more };
  const node = await testPlatform({
    modules: [directory],
    settings: { PUBLIC_URL: HERE, OIDC_PROVIDERS: JSON.stringify([settings]) },
  });
  await demo(node.as(), () => {});
  const { platform } = node;
  const app = await buildServer({ platform, modules: platform.modules, auth: openAuth(platform), rawHandlers: [] });
  return { node, app, provider };
}

/** Goes out and comes back, as the browser does; answers where it is led in the end. */
async function comeBack(browser: TestBrowser, walk: (location: string) => Promise<string>, next = '/people') {
  const out = await browser.send('GET', `/api/outside/sso?next=${encodeURIComponent(next)}`);
  expect(out.statusCode).toBe(302);
  const back = await walk(String(out.headers.location));
  const address = back.slice(HERE.length);
  return { address, answer: await browser.send('GET', address) };
}

async function invitedPerson(app: FastifyInstance) {
  const admin = new TestBrowser(app);
  await admin.send('POST', '/api/session', { email: 'admin@khanhhoa.example', password: 'NhipCau-2026' });
  const { rows } = (await admin.send('GET', '/api/directory/people?limit=200')).json();
  const person = rows.find((row: { hasAccount: boolean; email: string | null }) => !row.hasAccount && row.email);
  await admin.send('POST', `/api/directory/people/${person.id}/invitation`);
  return person as { id: string; email: string; name: string };
}

test('an invited person enters through a provider that has verified the address, and is known from then on', async () => {
  const { app, provider } = await nodeWithProvider();
  const person = await invitedPerson(app);
  provider.be({ sub: 'u-1', email: person.email.toUpperCase(), verified: true });
  const browser = new TestBrowser(app, '198.51.100.1');
  const { answer, address } = await comeBack(browser, provider.walk);
  expect(answer.headers.location).toBe('/people');
  expect((await browser.send('GET', '/api/session')).json().person.name).toBe(person.name);
  expect((await browser.send('GET', '/api/account')).json()).toMatchObject({
    hasPassword: false,
    providers: ['oidc:sso'],
  });

  // The same way back a second time, and in another browser: nothing.
  expect((await browser.send('GET', address)).headers.location).toBe('/sign-in#outside');
  provider.be({ sub: 'u-1', email: 'another@elsewhere.example', verified: false });
  const later = new TestBrowser(app, '198.51.100.2');
  expect((await comeBack(later, provider.walk)).answer.headers.location).toBe('/people');
  expect((await later.send('GET', '/api/session')).json().person.name).toBe(person.name);
  await app.close();
});

test('nobody else comes in: not invited, not verified, has an account, said no, another browser, a strange path', async () => {
  const { node, app, provider } = await nodeWithProvider();
  const person = await invitedPerson(app);
  const refusals = [
    { sub: 'u-2', email: 'khong.moi@khanhhoa.example', verified: true },
    { sub: 'u-3', email: person.email, verified: false },
    { sub: 'u-4', email: 'admin@khanhhoa.example', verified: true },
    null,
  ];
  for (const account of refusals) {
    provider.be(account);
    const browser = new TestBrowser(app, '198.51.100.3');
    const { answer } = await comeBack(browser, provider.walk);
    expect([account?.sub, answer.headers.location]).toEqual([account?.sub, '/sign-in#outside']);
    expect((await browser.send('GET', '/api/session')).json().person).toBeNull();
  }
  provider.be({ sub: 'u-5', email: person.email, verified: true });
  const out = await new TestBrowser(app).send('GET', '/api/outside/sso');
  const back = (await provider.walk(String(out.headers.location))).slice(HERE.length);
  expect((await new TestBrowser(app).send('GET', back)).headers.location).toBe('/sign-in#outside');
  const { answer } = await comeBack(new TestBrowser(app), provider.walk, '//evil.vn/x');
  expect(answer.headers.location).toBe('/');
  expect((await new TestBrowser(app).send('GET', '/api/outside/other')).statusCode).toBe(404);
  const db = node.platform.db as Kysely<AuthTables & PlatformTables>;
  const { count } = await db
    .selectFrom('platform.auth_credential')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('provider', '=', 'oidc:sso')
    .executeTakeFirstOrThrow();
  expect(Number(count)).toBe(1);
  const told = await db
    .selectFrom('platform.audit')
    .selectAll()
    .where('action', '=', 'directory.session.refuse')
    .execute();
  expect(told.length).toBeGreaterThanOrEqual(5);
  await app.close();
});

test('a provider that does not answer leads back to the door with its reason', async () => {
  const { app } = await nodeWithProvider({ issuer: 'http://localhost:1' });
  const out = await new TestBrowser(app).send('GET', '/api/outside/sso');
  expect(out.headers.location).toBe('/sign-in#outside-away');
  expect((await app.inject('/api/session')).json().providers).toEqual([{ id: 'sso', name: 'SSO Khánh Hòa' }]);
  await app.close();
});
