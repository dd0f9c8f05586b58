import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openAuth } from '#platform/server/auth/open-auth.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { buildServer } from '#platform/server/http/server.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { directoryContract } from '../contract.ts';
import { demo } from './demo.ts';
import { directory } from './index.ts';
import { cookieHeader } from './session/sign-in.ts';

async function audited(node: TestPlatform, action: string) {
  const db = node.platform.db as Kysely<PlatformTables>;
  return await db.selectFrom('platform.audit').selectAll().where('action', '=', action).execute();
}

let node: TestPlatform;
let app: FastifyInstance;
let now = new Date('2026-11-25T03:00:00Z');

async function signIn(email: string, password: string, remoteAddress = '203.113.0.7') {
  return await app.inject({ method: 'POST', url: '/api/session', payload: { email, password }, remoteAddress });
}

beforeAll(async () => {
  node = await testPlatform({ modules: [directory], now: () => now });
  await demo(node.as(), () => {});
});
beforeEach(async () => {
  const { platform } = node;
  app = await buildServer({ platform, modules: platform.modules, auth: openAuth(platform), rawHandlers: [] });
});
afterEach(() => app.close());
afterAll(() => node.close());

test('signing in and out, both in the audit', async () => {
  const answer = await signIn(' Admin@khanhhoa.example ', 'NhipCau-2026');
  expect(answer.json()).toMatchObject({ person: { name: 'Nguyễn Quản Trị' } });
  const cookie = cookieHeader([answer.headers['set-cookie'] ?? ''].flat());
  expect((await app.inject({ url: '/api/session', headers: { cookie } })).json().person).not.toBeNull();
  const out = await app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } });
  expect(out.json().person).toBeNull();
  expect((await app.inject({ url: '/api/directory/people', headers: { cookie } })).statusCode).toBe(401);
  expect(await audited(node, 'directory.session.open')).not.toHaveLength(0);
  expect(await audited(node, 'directory.session.close')).toHaveLength(1);
});

test('a refused sign-in looks alike for all causes and is told without the password', async () => {
  const unknown = await signIn('khongco@khanhhoa.example', 'mật khẩu bí mật');
  const wrong = await signIn('admin@khanhhoa.example', 'mật khẩu bí mật');
  expect([unknown.statusCode, wrong.statusCode]).toEqual([401, 401]);
  const withoutId = (answer: typeof wrong) => ({ ...answer.json(), requestId: '' });
  expect(withoutId(unknown)).toEqual(withoutId(wrong));
  const told = await audited(node, 'directory.session.refuse');
  const subjects = (rows: typeof told) => rows.map((row) => row.subject_id).toSorted();
  expect(subjects(told)).toEqual([
    expect.stringMatching(/^[0-9a-f-]{36}$/),
    expect.stringMatching(/^unknown:[\w-]{16}$/),
  ]);
  const [account, stranger] = subjects(told);
  // Whoever types the same again is told as the same; a password that was typed as an address is not kept.
  await signIn('khongco@khanhhoa.example', 'mật khẩu bí mật');
  await signIn('Mật khẩu của tôi 2026', 'mật khẩu bí mật');
  const more = await audited(node, 'directory.session.refuse');
  expect(subjects(more).filter((subject) => subject === stranger)).toHaveLength(2);
  expect(new Set(subjects(more)).size).toBe(3);
  expect(subjects(more)).toContain(account);
  expect(JSON.stringify(more)).not.toMatch(/khongco|mật khẩu của/i);
  expect(JSON.stringify(told)).not.toContain('bí mật');
});

test('after eight failures the address waits, and others do not', async () => {
  const email = 'lanhdao@khanhhoa.example';
  for (let i = 0; i < 8; i++) expect((await signIn(email, 'sai mật khẩu!', '198.51.100.9')).statusCode).toBe(401);
  const refused = await signIn(email, 'NhipCau-2026', '198.51.100.9');
  expect(refused.statusCode).toBe(429);
  expect(refused.json().detail).toBe('Try again in 900 seconds.');
  expect((await signIn(email, 'NhipCau-2026', '198.51.100.10')).statusCode).toBe(200);
});

test('who has no post any more is nobody: no sign-in, and an open session ends', async () => {
  const answer = await signIn('chuyenvien.khcn@khanhhoa.example', 'NhipCau-2026');
  const cookie = cookieHeader([answer.headers['set-cookie'] ?? ''].flat());
  const personId: string = answer.json().person.id;
  await node.platform.db
    .updateTable('directory.assignment')
    .set({ valid_to: '2026-11-25' })
    .where('person_id', '=', personId)
    .execute();
  now = new Date(now.getTime() + 6_000);
  expect((await app.inject({ url: '/api/session', headers: { cookie } })).json().person).toBeNull();
  expect((await signIn('chuyenvien.khcn@khanhhoa.example', 'NhipCau-2026')).statusCode).toBe(401);
});

test('every route but the public ones refuses who is not signed in, and the viewer where a right is missing', async () => {
  const viewer = await signIn('nguoixem@khanhhoa.example', 'NhipCau-2026');
  const cookie = cookieHeader([viewer.headers['set-cookie'] ?? ''].flat());
  for (const route of Object.values(directoryContract)) {
    if (route.access.kind !== 'permission') continue;
    const url = route.path.replace(':id', '018f0000-0000-7000-8000-000000000000');
    expect((await app.inject({ method: route.method, url })).statusCode, `${route.method} ${url}`).toBe(401);
    const asViewer = await app.inject({ method: route.method, url, headers: { cookie } });
    const holds = /^directory\.(agency|person)\.read$/.test(route.access.permission);
    expect(asViewer.statusCode === 403, `${route.method} ${url}`).toBe(!holds);
  }
});

test('the lists answer through HTTP as the contract says', async () => {
  const viewer = await signIn('nguoixem@khanhhoa.example', 'NhipCau-2026');
  const headers = { cookie: cookieHeader([viewer.headers['set-cookie'] ?? ''].flat()) };
  const get = async (url: string) => await app.inject({ url, headers });
  const tree = await get('/api/directory/tree');
  const root = directoryContract.listChildren.response.parse(tree.json()).rows[0];
  expect(root?.childCount).toBe(79);
  for (const url of [
    `/api/directory/tree?parentId=${root?.id}&asOf=2025-06-30`,
    '/api/directory/agencies?q=nha%20trang&limit=5',
    `/api/directory/agencies/${root?.id}`,
    `/api/directory/people?agencyId=${root?.id}&below=false`,
    '/api/directory/positions',
  ]) {
    expect([url, (await get(url)).statusCode]).toEqual([url, 200]);
  }
  expect((await get('/api/directory/agencies?asOf=hôm-nay')).statusCode).toBe(400);
  expect((await get('/api/directory/agencies/018f0000-0000-7000-8000-000000000000')).statusCode).toBe(404);
});

test('the working calendar: a file for anyone, the year for who is signed in, changes for who may', async () => {
  const file = await app.inject({ url: '/api/directory/calendar.ics' });
  expect(file.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(file.body).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect((await app.inject({ url: '/api/directory/calendar/2026' })).statusCode).toBe(401);
  const signedIn = await signIn('nguoixem@khanhhoa.example', 'NhipCau-2026', '203.113.0.77');
  const cookie = cookieHeader([signedIn.headers['set-cookie'] ?? ''].flat());
  const year = await app.inject({ url: '/api/directory/calendar/2026', headers: { cookie } });
  expect(year.json()).toMatchObject({ year: 2026, can: { change: false } });
  const due = '/api/directory/deadline?from=2026-11-25T08:00:00%2B07:00&amount=5&unit=working_day';
  expect((await app.inject({ url: due, headers: { cookie } })).json().due).toBe('2026-12-02T10:30:00.000Z');
  const wrong = await app.inject({ url: `${due.replace('=5', '=0')}`, headers: { cookie } });
  expect(wrong.statusCode).toBe(400);
  const body = { kind: 'holiday', name: 'Thử', source: 'Thử' };
  const put = {
    method: 'PUT',
    url: '/api/directory/calendar/days/2026-11-25',
    headers: { cookie },
    payload: body,
  } as const;
  expect((await app.inject(put)).statusCode).toBe(403);
});
