import type { Kysely } from 'kysely';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unseal } from '#platform/server/config/seal.ts';
import { MAIL_SEAL, type MailBody } from '#platform/server/mail/mail-body.ts';
import type { MailTables } from '#platform/server/mail/tables.ts';
import { readSheet } from '#platform/server/sheets/read-sheet.ts';
import { type UsageNode, usageNode } from '../testing/node.ts';
import { sendReportMailJob } from './send.job.ts';

let node: UsageNode;
let agencyId: string;
beforeAll(async () => {
  node = await usageNode({ PUBLIC_URL: 'http://localhost:7400' });
  agencyId = (await node.ask('admin', 'GET', '/api/usage/agency-board')).body.agency.id;
});
afterAll(() => node.close());

async function mails(): Promise<{ to: string; subject: string; body: MailBody }[]> {
  const rows = await (node.platform.db as Kysely<MailTables>)
    .selectFrom('platform.mail')
    .select(['recipient', 'subject', 'sealed'])
    .where('kind', '=', 'usage.report')
    .orderBy('recipient')
    .execute();
  return rows.map(({ recipient, subject, sealed }) => ({
    to: recipient,
    subject,
    body: JSON.parse(unseal(node.platform.secrets, MAIL_SEAL, sealed as Buffer)),
  }));
}
const create = (who: string, more: object = {}) =>
  node.ask(who, 'POST', '/api/usage/report-mails', {
    agencyId,
    every: 'week',
    recipients: ['b@khanhhoa.example', 'A@khanhhoa.example', 'b@khanhhoa.example'],
    ...more,
  });

test('a report goes out as PDF and XLSX, is listed, and each recipient stops it with one click', async () => {
  expect((await create('lanhdao')).status).toBe(403);
  const { status, body } = await create('admin');
  expect(status).toBe(201);
  expect(body).toMatchObject({
    nextOn: '2026-11-30',
    recipients: ['b@khanhhoa.example', 'a@khanhhoa.example'],
    last: null,
  });
  expect((await node.ask('admin', 'POST', `/api/usage/report-mails/${body.id}/send`)).status).toBe(202);
  await sendReportMailJob.run(node.as(), { id: body.id, due: false });

  const [first, second, ...more] = await mails();
  expect(more).toEqual([]);
  expect([first?.to, second?.to]).toEqual(['a@khanhhoa.example', 'b@khanhhoa.example']);
  expect(first?.subject).toContain('16/11/2026 – 22/11/2026');
  const [pdf, xlsx] = first?.body.attachments ?? [];
  const { text } = await extractText(new Uint8Array(Buffer.from(pdf?.content ?? '', 'base64')), { mergePages: true });
  expect(text.normalize('NFC')).toContain('Lượt truy cập');
  const board = await node.ask(
    'admin',
    'GET',
    `/api/usage/board?agencyId=${agencyId}&from=2026-11-16&to=2026-11-22&limit=500`,
  );
  const sheet = await readSheet(Buffer.from(xlsx?.content ?? '', 'base64'));
  expect(sheet.rows).toHaveLength(board.body.rows.length);
  expect(sheet.rows[0]?.cells.slice(1, 4)).toEqual([
    board.body.rows[0].site.name,
    board.body.rows[0].owner.name,
    String(board.body.rows[0].visits),
  ]);

  const sent = (await node.ask('admin', 'GET', `/api/usage/report-mails/${body.id}/sent`)).body.rows;
  expect(sent).toHaveLength(1);
  const stop = new URL(first?.body.stop ?? '').pathname;
  expect((await node.app.inject({ method: 'GET', url: stop })).body).toContain('Thôi nhận báo cáo này?');
  const recipients = async () => (await node.ask('admin', 'GET', '/api/usage/report-mails')).body.rows[0].recipients;
  expect(await recipients()).toHaveLength(2);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const done = await node.app.inject({ method: 'POST', url: stop, headers, payload: 'List-Unsubscribe=One-Click' });
  expect(done.body).toContain('Đã thôi gửi');
  expect(await recipients()).toEqual(['b@khanhhoa.example']);
  expect(
    (await node.app.inject({ method: 'POST', url: `${stop.slice(0, -4)}AAAA`, headers, payload: 'x=1' })).body,
  ).toContain('không dùng được');
});

test('what is due goes out once and moves on to the next week', async () => {
  const { body } = await create('admin', { recipients: ['c@khanhhoa.example'] });
  await (node.platform.db as Kysely<never>).executeQuery(
    (await import('kysely')).sql`update usage.report_mail set next_on = '2026-11-23' where id = ${body.id}`.compile(
      node.platform.db as never,
    ),
  );
  await sendReportMailJob.run(node.as(), { id: body.id, due: true });
  await sendReportMailJob.run(node.as(), { id: body.id, due: true });
  expect((await mails()).filter(({ to }) => to === 'c@khanhhoa.example')).toHaveLength(1);
  const { rows } = (await node.ask('admin', 'GET', '/api/usage/report-mails')).body;
  expect(rows.find(({ id }: { id: string }) => id === body.id).nextOn).toBe('2026-11-30');
});

test('a report of one site; a stranger’s site is none; a stopped report is gone', async () => {
  const site = (await node.ask('admin', 'GET', '/api/usage/sites/1')).body;
  const { body } = await create('admin', {
    agencyId: site.owner.id,
    siteCode: 1,
    every: 'month',
    recipients: ['d@khanhhoa.example'],
  });
  expect(body).toMatchObject({ site: { code: 1 }, nextOn: '2026-12-01' });
  await sendReportMailJob.run(node.as(), { id: body.id, due: false });
  expect((await mails()).find(({ to }) => to === 'd@khanhhoa.example')?.subject).toContain('01/10/2026 – 31/10/2026');
  expect((await create('admin', { siteCode: 999_999 })).body.code).toBe('usage.site_not_found');
  const url = `/api/usage/report-mails/${body.id}`;
  const remove = async () =>
    (await node.app.inject({ method: 'DELETE', url, headers: { cookie: await node.cookieOf('admin') } })).statusCode;
  expect([await remove(), await remove()]).toEqual([200, 404]);
});
