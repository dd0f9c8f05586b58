import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAuth } from '#platform/server/auth/open-auth.ts';
import { codeAt } from '#platform/server/auth/totp/totp.ts';
import { beginTry } from '#platform/server/auth/tries/tries.ts';
import { unseal } from '#platform/server/config/seal.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { buildServer } from '#platform/server/http/server.ts';
import { MAIL_SEAL, type MailBody } from '#platform/server/mail/mail-body.ts';
import type { MailTables } from '#platform/server/mail/tables.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { forgetCache } from '../cache.ts';
import { demo } from '../demo.ts';
import { directory } from '../index.ts';
import type { DirectoryTables } from '../tables.ts';
import { TestBrowser } from '../testing/browser.ts';
import { sendResetJob } from './ask-reset.ts';

const OLD = 'NhipCau-2026';
const NEW = 'bốn con cò bay lả';
const OTHER = 'suối mát dưới rặng tre';

let node: TestPlatform;
let app: FastifyInstance;
/** Codes and tokens go by this clock; sessions go by the machine's. */
let now = new Date();

beforeAll(async () => {
  node = await testPlatform({ modules: [directory], now: () => now, settings: { RATE_LIMIT: '1000000' } });
  await demo(node.as(), () => {});
  const { platform } = node;
  app = await buildServer({ platform, modules: platform.modules, auth: openAuth(platform), rawHandlers: [] });
});
afterAll(async () => {
  await app.close();
  await node.close();
});

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

async function signedIn(email: string, password = OLD, address = '203.113.0.7'): Promise<TestBrowser> {
  const browser = new TestBrowser(app, address);
  const answer = await browser.send('POST', '/api/session', { email, password });
  expect(answer.json().person?.email).toBe(email);
  return browser;
}

/** The newest mail to this address, opened as the job does. */
async function mailTo(email: string): Promise<{ kind: string; body: MailBody } | null> {
  const db = node.platform.db as Kysely<MailTables>;
  const row = await db
    .selectFrom('platform.mail')
    .selectAll()
    .where('recipient', '=', email)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row?.sealed) return null;
  return { kind: row.kind, body: JSON.parse(unseal(node.platform.secrets, MAIL_SEAL, row.sealed)) };
}

async function tokenFor(email: string): Promise<string> {
  return (await mailTo(email))?.body.link?.split('#')[1] ?? '';
}

async function audit(): Promise<string> {
  const db = node.platform.db as Kysely<PlatformTables>;
  return JSON.stringify(
    await db.selectFrom('platform.audit').selectAll().where('action', 'not like', '%load%').execute(),
  );
}

function codeFor(uri: string, steps = 0): string {
  const letters = new URL(uri).searchParams.get('secret') ?? '';
  const bits = letters
    .split('')
    .map((l) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(l).toString(2).padStart(5, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g)?.map((eight) => Number.parseInt(eight, 2)) ?? [];
  return codeAt(Buffer.from(bytes), Math.floor(now.getTime() / 30_000) + steps);
}

test('an invitation makes one account, once, for the one it was sent to', async () => {
  const admin = await signedIn('admin@khanhhoa.example');
  const people = (await admin.send('GET', '/api/directory/people?limit=200')).json().rows;
  const person = people.find((row: { hasAccount: boolean; email: string | null }) => !row.hasAccount && row.email);
  const first = await admin.send('POST', `/api/directory/people/${person.id}/invitation`);
  expect(first.statusCode).toBe(201);
  const old = await tokenFor(person.email);
  await admin.send('POST', `/api/directory/people/${person.id}/invitation`);
  const token = await tokenFor(person.email);
  expect((await mailTo(person.email))?.body.link).toMatch(/\/invitation#[\w-]{43}$/);

  const browser = new TestBrowser(app);
  expect((await browser.send('POST', '/api/invitation/look', { token: old })).json().code).toBe('directory.link_over');
  expect((await browser.send('POST', '/api/invitation/look', { token })).json()).toMatchObject({
    name: person.name,
    email: person.email,
  });
  const weak = await browser.send('POST', '/api/invitation/password', { token, password: `${person.name} 2026` });
  expect(weak.json().fields).toMatchObject([{ path: 'body.password', values: { format: 'own_name' } }]);
  const both = await Promise.all(
    [1, 2].map(() => new TestBrowser(app).send('POST', '/api/invitation/password', { token, password: NEW })),
  );
  expect(both.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 410]);
  await signedIn(person.email, NEW);
  const again = await admin.send('POST', `/api/directory/people/${person.id}/invitation`);
  expect(again.json().code).toBe('directory.has_account');
  const told = await audit();
  expect(told).toContain('directory.account.create');
  for (const secret of [token, old, NEW]) expect(told).not.toContain(secret);
});

test('who may not write people of that agency cannot invite there, and learns nothing', async () => {
  const admin = await signedIn('admin@khanhhoa.example');
  const ward = await signedIn('quantri.nhatrang@khanhhoa.example');
  const people = (await admin.send('GET', '/api/directory/people?limit=200')).json().rows;
  const stranger = people.find(
    ({ assignments, hasAccount }: { assignments: { agency: { name: string } }[]; hasAccount: boolean }) =>
      !hasAccount && assignments[0] && !/Nha Trang/.test(assignments[0].agency.name),
  );
  const refused = await ward.send('POST', `/api/directory/people/${stranger.id}/invitation`);
  expect(refused.json().code).toBe('directory.person_not_found');
});

test('codes: turned on with the first one, asked for, good once; recovery codes too; other sessions end', async () => {
  const email = 'chuyenvien.khcn@khanhhoa.example';
  const browser = await signedIn(email);
  const elsewhere = await signedIn(email, OLD, '198.51.100.3');
  const { uri } = (await browser.send('POST', '/api/account/totp-offer', {})).json();
  expect((await browser.send('POST', '/api/account/totp', { code: '000000' })).json().code).toBe(
    'directory.code_refused',
  );
  const on = await browser.send('POST', '/api/account/totp', { code: codeFor(uri) });
  const { recoveryCodes } = on.json();
  expect(recoveryCodes).toHaveLength(10);
  expect((await elsewhere.send('GET', '/api/account')).statusCode).toBe(401);
  expect((await browser.send('GET', '/api/account')).json().totp.recoveryCodesLeft).toBe(10);
  expect((await mailTo(email))?.kind).toBe('directory.notice');

  const fresh = new TestBrowser(app, '198.51.100.4');
  const step = await fresh.send('POST', '/api/session', { email, password: OLD });
  expect(step.json()).toMatchObject({ person: null, step: { code: true, passkey: false } });
  expect((await fresh.send('GET', '/api/account')).statusCode).toBe(401);
  const used = await fresh.send('POST', '/api/session/second-step', { code: codeFor(uri) });
  expect(used.json().code).toBe('directory.code_refused');
  later(30);
  const opened = await fresh.send('POST', '/api/session/second-step', { code: codeFor(uri) });
  expect(opened.json().person.email).toBe(email);
  expect((await fresh.send('GET', '/api/account')).json().sessions).toEqual(
    expect.arrayContaining([expect.objectContaining({ current: true, method: 'password+code' })]),
  );

  for (const [expected, code] of [
    [200, recoveryCodes[0].toUpperCase()],
    [401, recoveryCodes[0]],
  ] as const) {
    const third = new TestBrowser(app, '198.51.100.5');
    await third.send('POST', '/api/session', { email, password: OLD });
    expect((await third.send('POST', '/api/session/second-step', { code })).statusCode).toBe(expected);
  }
  const told = await audit();
  for (const secret of [new URL(uri).searchParams.get('secret') ?? uri, recoveryCodes[1]])
    expect(told).not.toContain(secret);
});

test('five wrong codes end the step, also when they come at once', async () => {
  const email = 'chuyenvien.khcn@khanhhoa.example';
  const browser = new TestBrowser(app, '198.51.100.6');
  await browser.send('POST', '/api/session', { email, password: OLD });
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => browser.send('POST', '/api/session/second-step', { code: '000000' })),
  );
  const codes = answers.map((answer) => answer.json().code);
  expect(codes.filter((code) => code === 'directory.code_refused')).toHaveLength(5);
  expect(codes.filter((code) => code === 'directory.step_over')).toHaveLength(3);
});

test('a reset: the same answer for all, a link that is good once, all sessions end, the second factor stays', async () => {
  const email = 'quantri.khcn@khanhhoa.example';
  const before = await signedIn(email);
  const stranger = new TestBrowser(app, '198.51.100.7');
  const known = await stranger.send('POST', '/api/password-reset', { email });
  const unknown = await stranger.send('POST', '/api/password-reset', { email: 'khongco@khanhhoa.example' });
  expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body]);
  for (const asked of [email, 'khongco@khanhhoa.example', email]) {
    await sendResetJob.run(node.as(), { email: asked, locale: 'vi' });
  }
  expect(await mailTo('khongco@khanhhoa.example')).toBeNull();
  const token = await tokenFor(email);
  const reset = await stranger.send('POST', '/api/password-reset/password', { token, password: NEW });
  expect(reset.json().person.email).toBe(email);
  expect((await before.send('GET', '/api/account')).statusCode).toBe(401);
  const again = await stranger.send('POST', '/api/password-reset/password', { token, password: OTHER });
  expect(again.json().code).toBe('directory.link_over');
  await signedIn(email, NEW);
  expect((await mailTo(email))?.kind).toBe('directory.notice');

  const withCodes = 'chuyenvien.khcn@khanhhoa.example';
  await sendResetJob.run(node.as(), { email: withCodes, locale: 'vi' });
  const link = { token: await tokenFor(withCodes), password: OTHER };
  const half = await new TestBrowser(app).send('POST', '/api/password-reset/password', link);
  expect(half.json()).toMatchObject({ person: null, step: { code: true } });
});

test('a link is dead after its time', async () => {
  const email = 'nguoixem@khanhhoa.example';
  await sendResetJob.run(node.as(), { email, locale: 'en' });
  const token = await tokenFor(email);
  later(3_601);
  const late = await new TestBrowser(app).send('POST', '/api/password-reset/look', { token });
  expect(late.json().code).toBe('directory.link_over');
});

test('another password: with proof only once the session is no longer fresh; other sessions end', async () => {
  const email = 'nguoixem@khanhhoa.example';
  const browser = await signedIn(email);
  const other = await signedIn(email);
  await node.platform.db
    .updateTable('platform.auth_session')
    .set({ created_at: new Date(Date.now() - 11 * 60_000) })
    .execute();
  const bare = await browser.send('POST', '/api/account/password', { password: NEW });
  expect(bare.json().code).toBe('directory.proof_needed');
  const wrong = await browser.send('POST', '/api/account/password', { current: 'sai rồi', password: NEW });
  expect(wrong.json().code).toBe('directory.proof_refused');
  const good = await browser.send('POST', '/api/account/password', { current: OLD, password: NEW });
  expect(good.json().sessions).toHaveLength(1);
  expect((await other.send('GET', '/api/account')).statusCode).toBe(401);
  await signedIn(email, NEW);
});

test('my sessions: I end mine, never those of somebody else', async () => {
  const browser = await signedIn('lanhdao@khanhhoa.example');
  const other = await signedIn('lanhdao@khanhhoa.example');
  const admin = await signedIn('admin@khanhhoa.example');
  const mine = (await browser.send('GET', '/api/account')).json().sessions;
  const theirs = (await admin.send('GET', '/api/account')).json().sessions[0].id;
  const refused = await browser.send('DELETE', `/api/account/sessions/${theirs}`);
  expect(refused.json().code).toBe('directory.session_not_found');
  const id = mine.find((session: { current: boolean }) => !session.current).id;
  expect((await browser.send('DELETE', `/api/account/sessions/${id}`)).statusCode).toBe(200);
  await browser.send('DELETE', '/api/account/sessions');
  expect((await other.send('GET', '/api/account')).statusCode).toBe(401);
  expect((await browser.send('GET', '/api/account')).json().sessions).toHaveLength(1);
});

test('nobody locks others out: a device that has signed in before is counted for itself', async () => {
  const email = 'quantri.nhatrang@khanhhoa.example';
  const owner = await signedIn(email, OLD, '203.113.9.1');
  for (let crowd = 0; crowd < 130; crowd++) {
    await beginTry(node.platform, { act: 'password', address: `192.0.2.${crowd}`, account: email, device: null }).catch(
      () => {},
    );
  }
  const newDevice = await new TestBrowser(app, '203.113.9.2').send('POST', '/api/session', { email, password: OLD });
  expect(newDevice.statusCode).toBe(429);
  const known = await owner.send('POST', '/api/session', { email, password: OLD });
  expect(known.json().person.email).toBe(email);
  for (let i = 0; i < 9; i++) await owner.send('POST', '/api/session', { email, password: 'sai mật khẩu!' });
  expect((await owner.send('POST', '/api/session', { email, password: OLD })).statusCode).toBe(429);
});

test('a role that asks for a second factor opens nothing but its set-up, until there is one', async () => {
  const db = node.platform.db as Kysely<DirectoryTables>;
  await db.updateTable('directory.role').set({ second_factor: true }).where('code', '=', 'leader').execute();
  forgetCache(node.platform);
  const browser = await signedIn('lanhdao@khanhhoa.example');
  const session = (await browser.send('GET', '/api/session')).json();
  expect(session.person).toMatchObject({ mustEnrol: true, permissions: [] });
  for (const url of ['/api/directory/people', '/api/directory/calendar/2026', '/api/events?topics=directory.changed']) {
    expect([url, (await browser.send('GET', url)).json().code]).toEqual([url, 'platform.second_factor_needed']);
  }
  const { uri } = (await browser.send('POST', '/api/account/totp-offer', {})).json();
  await browser.send('POST', '/api/account/totp', { code: codeFor(uri) });
  expect((await browser.send('GET', '/api/directory/people')).statusCode).toBe(200);
  expect((await browser.send('POST', '/api/account/totp-removal', {})).json().mustEnrol).toBe(true);
  expect((await browser.send('GET', '/api/directory/people')).statusCode).toBe(403);
});

test('who leaves is out, and a later appointment brings no session back', async () => {
  const email = 'admin@khanhhoa.example';
  const browser = await signedIn(email);
  const { id } = (await browser.send('GET', '/api/session')).json().person;
  const db = node.platform.db as Kysely<DirectoryTables>;
  const posts = await db.selectFrom('directory.assignment').selectAll().where('person_id', '=', id).execute();
  const ended = db
    .updateTable('directory.assignment')
    .set({ valid_from: '2020-01-01', valid_to: '2021-01-01' })
    .where('person_id', '=', id);
  await ended.execute();
  forgetCache(node.platform);
  expect((await browser.send('GET', '/api/account')).statusCode).toBe(401);
  await db
    .updateTable('directory.assignment')
    .set({ valid_to: null })
    .where('id', '=', posts[0]?.id ?? '')
    .execute();
  forgetCache(node.platform);
  expect((await browser.send('GET', '/api/account')).statusCode).toBe(401);
  await signedIn(email);
});
