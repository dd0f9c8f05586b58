import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { transact } from '../database/transact.ts';
import { startMailServer } from '../testing/smtp.ts';
import { type TestPlatform, testPlatform } from '../testing/test-platform.ts';
import { mailBody } from './mail-body.ts';
import { sendDueMails } from './send-mail.ts';
import type { MailTables } from './tables.ts';
import { writeMail } from './write-mail.ts';

const START = new Date('2026-11-25T02:00:00Z');
const later = (seconds: number) => new Date(START.getTime() + seconds * 1_000);
const body = mailBody({
  language: 'vi',
  greeting: 'Chào bà Nguyễn Thị <Ánh>,',
  paragraphs: ['Mời bà vào hệ thống.'],
  action: { label: 'Đặt mật khẩu', link: 'https://nhipcau.example/invitation#abc' },
  after: ['Liên kết có hiệu lực 7 ngày.'],
  from: 'Tỉnh Khánh Hòa',
});

async function write({ as }: TestPlatform, to: string, fail = false): Promise<void> {
  const ctx = as();
  await transact(ctx, async (tx) => {
    await writeMail(ctx, tx, { kind: 'test.hello', to, subject: 'Lời mời', body, expiresAt: later(7 * 86_400) });
    if (fail) throw new Error('undone');
  });
}

async function mailsOf({ platform }: TestPlatform) {
  return await (platform.db as Kysely<MailTables>).selectFrom('platform.mail').selectAll().orderBy('id').execute();
}

test('a mail stands or falls with its transaction, leaves once, and keeps nothing readable', async () => {
  const server = await startMailServer();
  const settings = { MAIL_URL: server.url, MAIL_FROM: 'Nhịp Cầu <no-reply@khanhhoa.example>' };
  const node = await testPlatform({ settings, now: () => START });
  await write(node, 'anh@khanhhoa.example');
  await expect(write(node, 'minh@khanhhoa.example', true)).rejects.toThrow('undone');
  const [waiting] = await mailsOf(node);
  expect(waiting?.sealed?.includes('invitation#abc')).toBe(false);

  await Promise.all([sendDueMails(node.as()), sendDueMails(node.as())]);
  expect(server.mails).toHaveLength(1);
  const [mail] = server.mails;
  expect(mail?.to).toEqual(['anh@khanhhoa.example']);
  expect(mail?.source).toContain('Chào bà Nguyễn Thị <Ánh>,');
  expect(mail?.source).toContain('Nguyễn Thị &lt;Ánh&gt;');
  expect(mail?.source).toContain('href="https://nhipcau.example/invitation#abc"');
  expect(mail?.source).toContain(`Message-ID: <${waiting?.id}@`);
  expect(mail?.source).not.toMatch(/<img|src=/);
  expect(await mailsOf(node)).toMatchObject([{ state: 'sent', sealed: null, attempts: 1, sent_at: START }]);
  const { rows } = { rows: await node.platform.db.selectFrom('platform.audit').selectAll().execute() };
  expect(JSON.stringify(rows)).not.toContain('#abc');
});

test('without a mail server mails wait; with one that is down all wait with its cause, and go once it is back', async () => {
  let now = START;
  const node = await testPlatform({ now: () => now });
  await write(node, 'a@khanhhoa.example');
  await write(node, 'b@khanhhoa.example');
  await sendDueMails(node.as());
  expect(await mailsOf(node)).toMatchObject([{ state: 'waiting', attempts: 0 }, { state: 'waiting' }]);

  const { config } = node.platform;
  config.MAIL_URL = 'smtp://127.0.0.1:1';
  config.MAIL_FROM = 'no-reply@khanhhoa.example';
  await sendDueMails(node.as());
  for (const mail of await mailsOf(node)) {
    expect(mail).toMatchObject({ state: 'waiting', next_at: later(30) });
    expect(mail.cause).toMatch(/ECONNREFUSED/);
  }

  const server = await startMailServer();
  config.MAIL_URL = server.url;
  await sendDueMails(node.as());
  expect(server.mails).toHaveLength(0);
  now = later(31);
  await sendDueMails(node.as());
  expect(server.mails.map(({ to }) => to[0] ?? '').sort()).toEqual(['a@khanhhoa.example', 'b@khanhhoa.example']);
});

test('a wrong password holds all mails; a refused recipient holds that one only', async () => {
  let now = START;
  const server = await startMailServer();
  const settings = { MAIL_URL: server.url.replace('nhipcau', 'other'), MAIL_FROM: 'no-reply@khanhhoa.example' };
  const node = await testPlatform({ settings, now: () => now });
  await write(node, 'a@khanhhoa.example');
  await sendDueMails(node.as());
  const [held] = await mailsOf(node);
  expect(held).toMatchObject({ state: 'waiting' });
  expect(held?.cause).toMatch(/EAUTH/);
  expect(held?.cause).not.toMatch(/mật khẩu|%/);

  node.platform.config.MAIL_URL = server.url;
  now = later(31);
  server.refuse(451);
  await sendDueMails(node.as());
  expect(await mailsOf(node)).toMatchObject([{ state: 'waiting', attempts: 2 }]);
  now = later(3_600);
  server.refuse(550);
  await sendDueMails(node.as());
  expect(await mailsOf(node)).toMatchObject([{ state: 'refused', cause: expect.stringContaining('550') }]);
});

test('what is too late is let go, with its words', async () => {
  let now = START;
  const node = await testPlatform({ now: () => now });
  await write(node, 'a@khanhhoa.example');
  now = later(7 * 86_400 + 1);
  await sendDueMails(node.as());
  expect(await mailsOf(node)).toMatchObject([{ state: 'expired', sealed: null }]);
});

test('reports cannot read mails', async () => {
  const { platform } = await testPlatform();
  await expect(platform.reports.selectFrom('platform.mail').selectAll().execute()).rejects.toThrow('permission denied');
});
