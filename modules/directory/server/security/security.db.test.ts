import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAuth } from '#platform/server/auth/open-auth.ts';
import { buildServer } from '#platform/server/http/server.ts';
import { type TestPlatform, testPlatform } from '#platform/server/testing/test-platform.ts';
import { demo } from '../demo.ts';
import { directory } from '../index.ts';
import { TestBrowser } from '../testing/browser.ts';

let node: TestPlatform;
let app: FastifyInstance;
let admin: TestBrowser;

async function signedIn(name: string, password = 'NhipCau-2026'): Promise<TestBrowser> {
  const browser = new TestBrowser(app);
  await browser.send('POST', '/api/session', { email: `${name}@khanhhoa.example`, password });
  return browser;
}

beforeAll(async () => {
  node = await testPlatform({ modules: [directory], settings: { RATE_LIMIT: '1000000' } });
  await demo(node.as(), () => {});
  const { platform } = node;
  app = await buildServer({ platform, modules: platform.modules, auth: openAuth(platform), rawHandlers: [] });
  admin = await signedIn('admin');
});
afterAll(async () => {
  await app.close();
  await node.close();
});

test('only the administrator of the node sees this, no role that reads all', async () => {
  for (const name of ['lanhdao', 'quantri.khcn', 'nguoixem']) {
    const browser = await signedIn(name);
    for (const list of ['sessions', 'refusals', 'rights', 'mails', 'permissions']) {
      const answer = await browser.send('GET', `/api/directory/security/${list}`);
      expect([name, list, answer.statusCode]).toEqual([name, list, 403]);
    }
  }
});

test('sessions are listed by pages, and ended by whom they do not belong to', async () => {
  const leader = await signedIn('lanhdao');
  const { rows } = (await admin.send('GET', '/api/directory/security/sessions')).json();
  const [newest] = rows;
  expect(newest).toMatchObject({ person: { name: 'Trần Thị Lãnh Đạo' }, method: 'password', current: false });
  expect(rows.filter((row: { current: boolean }) => row.current)).toHaveLength(1);
  const first = (await admin.send('GET', '/api/directory/security/sessions?limit=2')).json();
  const second = (await admin.send('GET', `/api/directory/security/sessions?limit=2&cursor=${first.next}`)).json();
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(
    rows.slice(0, 4).map(({ id }: { id: string }) => id),
  );
  await admin.send('DELETE', `/api/directory/security/sessions/${newest.id}`);
  expect((await leader.send('GET', '/api/account')).statusCode).toBe(401);
  const again = await admin.send('DELETE', `/api/directory/security/sessions/${newest.id}`);
  expect(again.json().code).toBe('directory.session_not_found');
});

test('refused sign-ins name who was meant and whence they came', async () => {
  await signedIn('lanhdao', 'sai mật khẩu!');
  await signedIn('khongco', 'sai mật khẩu!');
  const { rows } = (await admin.send('GET', '/api/directory/security/refusals')).json();
  expect(rows).toMatchObject([
    { who: expect.stringMatching(/^unknown:/), person: null, address: '203.113.0.7', method: 'password' },
    { who: 'lanhdao@khanhhoa.example', person: { name: 'Trần Thị Lãnh Đạo' } },
  ]);
});

test('rights say why: the role, where, through which post; and can be asked for one permission', async () => {
  const get = async (query: string) => (await admin.send('GET', `/api/directory/security/rights?${query}`)).json();
  const { rows } = await get('permission=directory.security.manage');
  expect(rows).toMatchObject([
    {
      person: { name: 'Nguyễn Quản Trị' },
      role: { name: 'Quản trị hệ thống' },
      scope: 'node',
      agency: null,
      hasAccount: true,
      hasSecondFactor: false,
    },
  ]);
  const found = await get('q=tran%20thi%20lanh%20dao');
  expect(new Set(found.rows.map((row: { person: { name: string } }) => row.person.name))).toEqual(
    new Set(['Trần Thị Lãnh Đạo']),
  );
  expect(found.rows[0].through).toMatchObject({ position: 'Phó Chủ tịch' });
  const all = (await get('limit=200')).rows;
  const pages = [];
  for (let cursor = ''; ; ) {
    const page = await get(`limit=3${cursor}`);
    pages.push(...page.rows);
    if (page.next === null || pages.length >= all.length) break;
    cursor = `&cursor=${page.next}`;
  }
  expect(pages.map(({ id }) => id)).toEqual(all.map(({ id }: { id: string }) => id));
});

test('a role may ask for a second factor from now on, also of who is in', async () => {
  const leader = await signedIn('lanhdao');
  expect((await leader.send('GET', '/api/directory/people')).statusCode).toBe(200);
  const roles = (await admin.send('GET', '/api/directory/roles')).json().rows;
  const role = roles.find(({ code }: { code: string }) => code === 'leader');
  const set = (secondFactor: boolean) =>
    admin.send('POST', `/api/directory/roles/${role.id}/second-factor`, { secondFactor });
  await set(true);
  expect((await leader.send('GET', '/api/directory/people')).json().code).toBe('platform.second_factor_needed');
  await set(false);
  expect((await leader.send('GET', '/api/directory/people')).statusCode).toBe(200);
});

test('mail that waits is seen with its cause; the link of an invitation can be copied, of a reset never', async () => {
  const { rows: people } = (await admin.send('GET', '/api/directory/people?limit=200')).json();
  const person = people.find((row: { hasAccount: boolean; email: string | null }) => !row.hasAccount && row.email);
  await admin.send('POST', `/api/directory/people/${person.id}/invitation`);
  const { rows, hasServer } = (await admin.send('GET', '/api/directory/security/mails')).json();
  expect(hasServer).toBe(false);
  expect(rows).toMatchObject([
    { to: person.email, state: 'waiting', cause: null, can: { retry: true, copyLink: true } },
  ]);
  const { link } = (await admin.send('POST', `/api/directory/security/mails/${rows[0].id}/link`)).json();
  const token = link.split('#')[1];
  expect((await new TestBrowser(app).send('POST', '/api/invitation/look', { token })).json().name).toBe(person.name);
  expect((await admin.send('POST', `/api/directory/security/mails/${rows[0].id}/retry`)).statusCode).toBe(202);
  await node.platform.db.updateTable('platform.mail').set({ kind: 'directory.reset' }).execute();
  const refused = await admin.send('POST', `/api/directory/security/mails/${rows[0].id}/link`);
  expect(refused.json().code).toBe('directory.mail_not_found');
});
