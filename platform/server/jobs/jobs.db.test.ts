import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { transact } from '../database/transact.ts';
import type { ServerModule } from '../module.ts';
import { type TestPlatform, testPlatform } from '../testing/test-platform.ts';
import { defineJob, openJobs } from './jobs.ts';

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
  await expect(transact(t.as(), (tx) => tx.enqueue(note, { n: 'four' as never }))).rejects.toThrow();
  const worker = await openJobs(t.urls.app, t.platform.log, true);
  await worker.work([note], () => t.as());
  await vi.waitFor(() => expect([...ran].sort()).toEqual([1, 3]), { timeout: 15_000 });
  await worker.stop(1_000);
});
