import { Registry } from 'prom-client';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { PersonActor } from '../auth/actor.ts';
import { backUp } from '../backup/back-up.ts';
import { watchBackups } from '../backup/watch-backups.job.ts';
import type { Context } from '../context.ts';
import { transact } from '../database/transact.ts';
import { openDiskFiles } from '../files/disk.ts';
import { defineJob, openJobs } from '../jobs/jobs.ts';
import { sendDueMails } from '../mail/send-mail.ts';
import { watchMails } from '../mail/watch-mails.job.ts';
import { writeMail } from '../mail/write-mail.ts';
import type { ServerModule } from '../module.ts';
import { listNotifications } from '../notifications/list-notifications.ts';
import { type TestPlatform, testPerson, testPlatform } from '../testing/test-platform.ts';
import { backUpNow, listBackups } from './backups.ts';
import { removeFailedJob, retryFailedJob, retryFailedJobs } from './failed-jobs.ts';
import { getNode } from './get-node.ts';
import { listFailedJobs, listJobs } from './list-jobs.ts';
import { listSettings } from './list-settings.ts';

let ran = 0;
let fails = true;
const fragile = defineJob({
  name: 'test.fragile',
  input: z.object({ n: z.number() }),
  retries: 0,
  cron: '0 4 * * *',
  async run() {
    if (fails) throw new Error('máy chủ không trả lời');
    ran += 1;
  },
});
const keeper = testPerson({ 'platform.operations.read': 'all', 'platform.operations.write': 'all' });
const module: ServerModule = {
  name: 'test',
  errors: {},
  permissions: [],
  migrations: {},
  jobs: [fragile],
  peopleWhoMay: async () => [keeper.personId],
  waiting: () => ({ count: 7, since: 1_764_000_000_000, bytes: 900, maxBytes: 4_000, problem: null }),
};

async function enqueue(ctx: Context, count: number): Promise<void> {
  await transact(ctx, async (tx) => {
    for (let n = 0; n < count; n += 1) await tx.enqueue(fragile, { n });
    tx.audit({ action: 'test.thing.change', subject: { type: 'thing', id: '1' }, before: null, after: { count } });
  });
}

test('jobs that failed are seen with their cause, tried again, one or all, or removed', async () => {
  const t = await testPlatform({ modules: [module] });
  const ctx = t.as(keeper);
  await enqueue(t.as(), 3);
  const worker = await openJobs(t.urls.app, t.platform.log, new Registry(), true);
  await worker.work([fragile], () => t.as());
  const failed = async () => (await listFailedJobs(ctx, { limit: 50 })).rows;
  await vi.waitFor(async () => expect(await failed()).toHaveLength(3), { timeout: 20_000 });
  const first = await listFailedJobs(ctx, { limit: 2 });
  expect(first.rows[0]).toMatchObject({ job: 'test.fragile', tries: 1, cause: 'máy chủ không trả lời' });
  const second = await listFailedJobs(ctx, { limit: 2, cursor: first.next as string });
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual((await failed()).map(({ id }) => id));
  expect(second.next).toBeNull();
  const { queues, schedules, can } = await listJobs(ctx);
  expect(queues.find(({ job }) => job === 'test.fragile')).toMatchObject({ failed: 3, waiting: 0 });
  expect(schedules.find(({ job }) => job === 'test.fragile')).toMatchObject({
    cron: '0 4 * * *',
    last: { state: 'failed' },
    nextAt: expect.stringMatching(/T21:00:00/),
  });
  expect(can.act).toBe(true);

  fails = false;
  const [one, other] = first.rows;
  await removeFailedJob(ctx, other?.id as string);
  await retryFailedJob(ctx, one?.id as string);
  await vi.waitFor(() => expect(ran).toBe(1), { timeout: 20_000 });
  await expect(retryFailedJob(ctx, other?.id as string)).rejects.toMatchObject({ code: 'platform.job_not_found' });
  expect(await retryFailedJobs(ctx)).toBe(1);
  await vi.waitFor(() => expect(ran).toBe(2), { timeout: 20_000 });
  expect(await failed()).toEqual([]);
  expect(await retryFailedJobs(ctx)).toBe(0);
  await worker.stop(1_000);
});

test('the node tells how it does, and which settings hold, without what is secret', async () => {
  const t = await testPlatform({
    modules: [module],
    settings: {
      METRICS_TOKEN: 'mã thông báo rất bí mật',
      PUBLIC_URL: 'https://cds.khanhhoa.example',
      RATE_LIMIT: '500',
    },
  });
  t.platform.health.set('store', () => true);
  t.platform.health.set('database', () => Promise.reject(new Error('gone')));
  const node = await getNode(t.as(keeper));
  expect(node.parts).toEqual([
    { name: 'store', ready: true },
    { name: 'database', ready: false },
  ]);
  expect(node.waiting).toMatchObject({ count: 7, problem: null });
  expect(node.database.bytes).toBeGreaterThan(1_000_000);
  expect(node.database.tables.length).toBeGreaterThan(5);
  expect(node.disk.takes.map(({ name }) => name)).toContain('clickhouse');
  expect(node.disk.freeBytes).toBeGreaterThan(0);
  const { rows } = await listSettings(t.as(keeper));
  const of = (name: string) => rows.find((row) => row.name === name);
  expect(of('METRICS_TOKEN')).toMatchObject({ value: null, hidden: true, source: 'environment' });
  expect(of('RATE_LIMIT')).toMatchObject({ value: '500', hidden: false, source: 'environment' });
  expect(of('BACKUP_KEEP')).toMatchObject({ value: '14', source: 'default' });
  expect(JSON.stringify(rows)).not.toContain('bí mật');
});

test('who looks after one agency does not look after the node', async () => {
  const t = await testPlatform({ modules: [module] });
  const some = new Set(['0199aaaa-0000-7000-8000-000000000001']);
  const ctx = t.as(testPerson({ 'platform.operations.read': some, 'platform.operations.write': some }));
  for (const act of [getNode, listSettings, listJobs, listBackups, backUpNow, retryFailedJobs]) {
    await expect(act(ctx)).rejects.toMatchObject({ code: 'platform.forbidden' });
  }
});

const DAY_MS = 86_400_000;

test('a backup is asked for and seen; one that stays away or fails is told to who looks after the node', async () => {
  let now = Date.parse('2026-11-25T02:00:00Z');
  const t = await testPlatform({
    modules: [module],
    settings: { BACKUP_URL: 'file:///tmp/nhipcau-none', BACKUP_KEY: 'khóa thử dài hơn mười sáu' },
    now: () => new Date(now),
  });
  const ctx = t.as(keeper);
  expect(await listBackups(ctx)).toMatchObject({ nightly: true, last: null, late: false, can: { backUp: true } });
  await backUpNow(ctx);
  expect(await listBackups(ctx)).toMatchObject({ asked: true, running: null });

  const folder = `${t.platform.config.dataDir}/backups-of-test`;
  const target = { files: openDiskFiles(folder), place: folder };
  await backUp(t.as(), target, 2);
  const done = await listBackups(ctx);
  expect(done).toMatchObject({ late: false, failed: null, rows: [{ state: 'done', sealed: true }] });
  expect(done.last?.bytes).toBeGreaterThan(100);

  await watchBackups(t.as());
  expect(await told(t, keeper)).toEqual([]);
  now += 2 * DAY_MS;
  expect((await listBackups(ctx)).late).toBe(true);
  await watchBackups(t.as());
  now += 3_600_000;
  await watchBackups(t.as());
  expect(await told(t, keeper)).toEqual([['operations:notice.backupLate', { hours: 48 }]]);

  const broken = { ...target, files: { ...target.files, put: () => Promise.reject(new Error('the disk is full')) } };
  await expect(backUp(t.as(), broken, 2)).rejects.toThrow('the disk is full');
  expect((await listBackups(ctx)).failed).toMatchObject({ cause: 'the disk is full' });
  expect((await told(t, keeper))[0]).toEqual(['operations:notice.backupFailed', { cause: 'the disk is full' }]);
});

test('mail that does not leave is told to who looks after the node, once a day', async () => {
  let now = Date.parse('2026-11-25T02:00:00Z');
  const t = await testPlatform({ modules: [module], now: () => new Date(now) });
  await transact(t.as(), async (tx) => {
    const body = { text: 'Chào bà,', html: '<p>Chào bà,</p>', link: null };
    const expiresAt = new Date(now + 7 * DAY_MS);
    await writeMail(t.as(), tx, { kind: 'test.mail', to: 'anh@khanhhoa.example', subject: 'Lời mời', body, expiresAt });
  });
  await watchMails(t.as());
  expect(await told(t, keeper)).toEqual([]);
  now += 3_600_000;
  await watchMails(t.as());
  now += 3_600_000;
  await watchMails(t.as());
  expect(await told(t, keeper)).toEqual([['operations:notice.mailNoServer', { count: 1 }]]);
  now += DAY_MS;
  t.platform.config.MAIL_URL = 'smtp://127.0.0.1:1';
  t.platform.config.MAIL_FROM = 'no-reply@khanhhoa.example';
  await sendDueMails(t.as());
  await watchMails(t.as());
  expect((await told(t, keeper))[0]).toEqual([
    'operations:notice.mailStuck',
    { count: 1, cause: expect.stringContaining('ECONNREFUSED') },
  ]);
});

async function told(t: TestPlatform, person: PersonActor) {
  const { rows } = await listNotifications(t.as(person), { limit: 20 });
  return rows.map(({ text, values }) => [text, values]);
}
