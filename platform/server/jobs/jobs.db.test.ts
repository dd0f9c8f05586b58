import { type Gauge, Registry } from 'prom-client';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { core } from '../core.ts';
import { transact } from '../database/transact.ts';
import type { ServerModule } from '../module.ts';
import { type TestPlatform, testPlatform } from '../testing/test-platform.ts';
import { measureQueue } from './job-metrics.ts';
import { defineJob, openJobs } from './jobs.ts';
import { migrateJobs } from './queues.ts';

const ran: number[] = [];
let failures = 0;
const note = defineJob({
  name: 'test.note',
  input: z.object({ n: z.number() }),
  async run(_ctx: Context, input) {
    if (failures-- > 0) throw new Error('not now');
    ran.push(input.n);
  },
});
const module: ServerModule = { name: 'test', errors: {}, permissions: [], migrations: {}, jobs: [note] };

async function enqueue(t: TestPlatform, n: number, fail = false): Promise<void> {
  await transact(t.as(), async (tx) => {
    await tx.enqueue(note, { n });
    tx.audit({ action: 'test.thing.change', subject: { type: 'thing', id: `${n}` }, before: null, after: { n } });
    if (fail) throw new Error('undone');
  });
}

test('a job runs if and only if its transaction stands, and its input is checked', async () => {
  const t = await testPlatform({ modules: [module] });
  await enqueue(t, 1);
  await expect(enqueue(t, 2, true)).rejects.toThrow('undone');
  await enqueue(t, 3);
  await expect(transact(t.as(), (tx) => tx.enqueue(note, { n: 'four' as never }))).rejects.toThrow('expected number');
  const worker = await openJobs(t.urls.app, t.platform.log, new Registry(), true);
  await worker.work([note], () => t.as());
  await vi.waitFor(() => expect(ran.toSorted((a, b) => a - b)).toEqual([1, 3]), { timeout: 15_000 });
  await worker.stop(1_000);
});

test('what stands in the queue and how runs end is told as it is, and the queue says whether it works', async () => {
  const t = await testPlatform({ modules: [module] });
  const metrics = new Registry();
  measureQueue(metrics, t.platform.db, t.platform.log);
  const worker = await openJobs(t.urls.app, t.platform.log, metrics, true);
  const told = async (name: string) => {
    const { values } = await (metrics.getSingleMetric(name) as Gauge).get();
    return values.map(({ labels, value }) => ({ ...labels, value }));
  };
  await enqueue(t, 10);
  await enqueue(t, 11);
  expect(await told('nhipcau_jobs')).toEqual([{ job: 'test.note', state: 'waiting', value: 2 }]);
  const [oldest] = await told('nhipcau_job_oldest_wait_seconds');
  expect(oldest?.value).toBeGreaterThan(0);
  expect(await worker.ready()).toBe(true);
  failures = 1;
  await worker.work([note], () => t.as());
  await vi.waitFor(
    async () => expect(await told('nhipcau_jobs')).toEqual([{ job: 'test.note', state: 'retrying', value: 1 }]),
    { timeout: 15_000 },
  );
  const ends = ((await metrics.getSingleMetric('nhipcau_job_duration_seconds')?.get())?.values ?? []).filter(
    ({ labels }) => labels['le'] === '+Inf',
  );
  expect(ends.map(({ labels, value }) => [labels['outcome'], value]).sort()).toEqual([
    ['completed', 1],
    ['failed', 1],
  ]);
  expect(await worker.ready()).toBe(true);
  await worker.stop(1_000);
});

test('queues and schedules follow the definitions; with nothing new nothing is changed', async () => {
  const t = await testPlatform({ modules: [module] });
  const cron = { ...note, cron: '*/5 * * * *' };
  const own = core.jobs ?? [];
  expect(await migrateJobs(t.urls.owner, [...own, note])).toEqual([]);
  expect(await migrateJobs(t.urls.owner, [...own, cron])).toEqual(['schedule test.note']);
  expect(await migrateJobs(t.urls.owner, [...own, cron])).toEqual([]);
  expect(await migrateJobs(t.urls.owner, [...own, { ...cron, cron: '0 * * * *', retries: 1 }])).toEqual([
    'queue test.note',
    'schedule test.note',
  ]);
  expect(await migrateJobs(t.urls.owner, own)).toEqual(['schedule test.note']);
});
