import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import type { PlatformTables } from '#platform/server/database/tables.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import type { Progress } from '#platform/server/module.ts';
import type { SetUpProgress } from '../../contract.ts';
import { findNode, findSample, findSetUpState, type SampleState, saveSample } from './node.repo.ts';

/** How often the progress is written, at most. */
const TELL_EVERY_MS = 300;

/**
 * Loads the sample of every module in their order, and notes each that is whole: after a crash it goes on with the
 * first that is not. A module's own `demo` is whole or nothing, or knows itself where to go on.
 */
export async function loadSample(ctx: Context, progress?: Progress): Promise<void> {
  const db = ctx.platform.db as Kysely<PlatformTables>;
  const sample: SampleState = (await findSample(ctx.platform)) ?? { state: 'loading', step: null, done: [] };
  if (sample.state === 'ready') return;
  sample.state = 'loading';
  try {
    for (const module of ctx.platform.modules) {
      if (!module.demo || sample.done.includes(module.name)) continue;
      let told = 0;
      let telling = saveSample(db, sample);
      await module.demo(ctx, (name, done, total) => {
        progress?.(name, done, total);
        sample.step = { module: module.name, name, done, total };
        if (Date.now() - told < TELL_EVERY_MS) return;
        told = Date.now();
        telling = telling.then(() => saveSample(db, sample));
      });
      await telling;
      sample.done.push(module.name);
    }
    Object.assign(sample, { state: 'ready', step: null });
  } catch (error) {
    sample.state = 'failed';
    throw error;
  } finally {
    await saveSample(db, sample);
  }
}

export const loadSampleJob = defineJob({
  name: 'directory.load_sample',
  input: z.object({}),
  retries: 2,
  run: (ctx) => loadSample(ctx),
});

/** How far the set-up is, for the page that waits. */
export async function getSetUp({ platform }: Context): Promise<SetUpProgress> {
  const [state, sample, node] = await Promise.all([findSetUpState(platform), findSample(platform), findNode(platform)]);
  const total = sample === null ? 0 : platform.modules.filter((module) => 'demo' in module).length;
  return { state, step: node && sample ? sample.step : null, modules: { done: sample?.done.length ?? 0, total } };
}
