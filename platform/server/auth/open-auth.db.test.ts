import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Platform } from '../platform.ts';
import { testPlatform } from '../testing/test-platform.ts';
import type { Auth } from './auth.ts';
import { openAuth } from './open-auth.ts';

async function signIn(auth: Auth, { db }: Platform, email: string, password: string) {
  const accountId = await auth.checkPassword(email, password);
  if (accountId === null) return null;
  const cookie = await db.transaction().execute((trx) => auth.openSession(trx, accountId, 'password', FROM));
  return { accountId, cookie };
}

const FROM = { address: '203.113.0.7', agent: 'Máy thử' };
const PASSWORD = 'cầu Trần Phú 2026';

test('an account signs in, is found by its cookie, and signs out', async () => {
  const { platform } = await testPlatform();
  const auth = openAuth(platform);
  const accountId = await auth.createAccount('Lan@khanhhoa.example', 'Lan', PASSWORD);
  const signedIn = await signIn(auth, platform, 'lan@khanhhoa.example', PASSWORD);
  expect(signedIn?.accountId).toBe(accountId);
  const setCookie = signedIn?.cookie ?? '';
  expect(setCookie).toMatch(/^nhipcau\.session_token=/);
  expect(setCookie).toMatch(/HttpOnly/);
  expect(setCookie).toMatch(/SameSite=Lax/i);
  expect(setCookie).not.toMatch(/Secure|Max-Age/i);

  const cookie = setCookie.split(';')[0] ?? '';
  const session = await auth.findSession(cookie);
  expect(session).toMatchObject({ accountId, method: 'password' });
  const { rows } = await sql<{ address: string; hours: number }>`
    select address, extract(epoch from expires_at - now())::float / 3600 as hours from platform.auth_session`.execute(
    platform.db,
  );
  expect(rows[0]?.address).toBe(FROM.address);
  expect(rows[0]?.hours).toBeCloseTo(12, 1);

  const cleared = await auth.signOut(cookie);
  expect(cleared.some((line) => line.includes('Max-Age=0'))).toBe(true);
  expect(await auth.findSession(cookie)).toBeNull();
});

test('a wrong password, an unknown address and a forged cookie give nothing', async () => {
  const { platform } = await testPlatform();
  const auth = openAuth(platform);
  await auth.createAccount('lan@khanhhoa.example', 'Lan', PASSWORD);
  expect(await auth.checkPassword('lan@khanhhoa.example', `${PASSWORD}!`)).toBeNull();
  expect(await auth.checkPassword('nobody@khanhhoa.example', PASSWORD)).toBeNull();
  expect(await auth.checkPassword('no address', PASSWORD)).toBeNull();
  expect(await auth.findSession('nhipcau.session_token=abc.def')).toBeNull();
  expect(await auth.findSession('')).toBeNull();
});

test('ending the sessions of an account ends them all', async () => {
  const { platform } = await testPlatform();
  const auth = openAuth(platform);
  const accountId = await auth.createAccount('lan@khanhhoa.example', 'Lan', PASSWORD);
  const first = await signIn(auth, platform, 'lan@khanhhoa.example', PASSWORD);
  const second = await signIn(auth, platform, 'lan@khanhhoa.example', PASSWORD);
  await auth.endSessions(accountId);
  for (const signedIn of [first, second]) expect(await auth.findSession(signedIn?.cookie ?? '')).toBeNull();
});

test('a short password and a taken address are refused in words', async () => {
  const { platform } = await testPlatform();
  const auth = openAuth(platform);
  await expect(auth.createAccount('a@khanhhoa.example', 'A', 'ngắn')).rejects.toMatchObject({
    code: 'platform.input_invalid',
    fields: [{ message: 'A password has from 12 to 128 characters; this one has 4.' }],
  });
  await auth.createAccount('a@khanhhoa.example', 'A', PASSWORD);
  await expect(auth.createAccount('A@khanhhoa.example', 'A', PASSWORD)).rejects.toMatchObject({
    code: 'platform.conflict',
  });
});

test('over https the cookie is for https only', async () => {
  const { platform } = await testPlatform({ settings: { PUBLIC_URL: 'https://nhipcau.khanhhoa.example' } });
  const auth = openAuth(platform);
  await auth.createAccount('lan@khanhhoa.example', 'Lan', PASSWORD);
  const signedIn = await signIn(auth, platform, 'lan@khanhhoa.example', PASSWORD);
  expect(signedIn?.cookie).toMatch(/; Secure/);
});

test('the role of reports cannot read accounts, passwords or sessions', async () => {
  const { platform } = await testPlatform();
  for (const table of ['auth_account', 'auth_credential', 'auth_session', 'auth_verification']) {
    const question = sql`select * from ${sql.table(`platform.${table}`)}`.execute(platform.reports);
    await expect(question).rejects.toThrow('permission denied');
  }
});
