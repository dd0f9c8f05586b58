import type { Kysely } from 'kysely';
import { z } from 'zod';
import { AppError } from '#platform/errors.ts';
import type { Context } from '#platform/server/context.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import type { Platform } from '#platform/server/platform.ts';
import { BOARD_TOPIC, logImportTopic, siteTopic } from '../../contract.ts';
import { noteActivity } from '../activity/activity.repo.ts';
import type { UsageTables } from '../tables.ts';
import { aloneOnSite } from './alone-on-site.repo.ts';
import { changeImport, OtherState } from './change-import.ts';
import { countLog, type Ending } from './count-log.ts';
import { openImportReader } from './import-reader.ts';
import {
  findImport,
  findKnownContents,
  findRunning,
  forgetFile,
  type ImportRecord,
  noteStep,
  type Step,
} from './imports.repo.ts';
import { findKnown } from './known-content.ts';
import { type Content, ContentTooLarge, openContent } from './read/content.ts';
import { parserOf } from './read/detect.ts';
import { lookAtPacking } from './read/head.ts';
import { maxLogBytes } from './upload-log.ts';

/** A log packs to a twentieth; what unpacks to more than this many times its limit is made to do harm. */
const UNPACKS_MOST = 50;

/** Counts an uploaded log, or goes on where an earlier run was cut off. */
export const importLogJob = defineJob({
  name: 'usage.import_log',
  input: z.object({ id: z.uuid() }),
  longestSeconds: 12 * 3_600,
  run: (ctx, { id }) => importLog(ctx, id),
});

/** Processes that end: what they count stops after the batch in hand and is gone on with at the next start. */
const ending = new WeakSet<Platform>();
export const endImports = (platform: Platform): void => void ending.add(platform);

export async function importLog(ctx: Context, id: string): Promise<void> {
  const db = ctx.platform.db as Kysely<UsageTables>;
  const asked = await findImport(db, id);
  if (asked === undefined) return;
  await aloneOnSite(ctx.platform, asked.site_id, async () => {
    // One that was cut off comes to its end first: what it had counted is known only then.
    for (const cutOff of await findRunning(db, asked.site_id)) if (cutOff !== id) await countOne(ctx, cutOff);
    await countOne(ctx, id);
  });
}

async function countOne(ctx: Context, id: string): Promise<void> {
  const one = await findImport(ctx.platform.db as Kysely<UsageTables>, id);
  if (one === undefined) return;
  // A job that comes again after the end, or after somebody stopped it, finds nothing to count.
  if (one.state === 'cancelled') return await removeFile(ctx, one);
  if (one.state !== 'waiting' && one.state !== 'running') return;
  try {
    if (one.state === 'waiting') {
      await changeImport(ctx, one, ['waiting'], { state: 'running', startedAt: ctx.platform.now() });
    }
    const how = await count(ctx, one);
    if (how === 'end') await end(ctx, one, { state: 'done' });
    else if (how === 'cut') await end(ctx, one, { state: 'failed', cause: 'damaged' });
    else if (!ending.has(ctx.platform)) await removeFile(ctx, one);
  } catch (error) {
    if (error instanceof OtherState) return;
    const cause = causeOf(error);
    if (cause === null) throw error;
    await end(ctx, one, { state: 'failed', cause });
  }
}

/** What another try would not mend; null where it may. */
function causeOf(error: unknown): 'too_large' | 'lost' | null {
  if (error instanceof ContentTooLarge) return 'too_large';
  return error instanceof AppError && error.code === 'platform.file_not_found' ? 'lost' : null;
}

async function end(ctx: Context, one: ImportRecord, how: { state: 'done' | 'failed'; cause?: string }): Promise<void> {
  try {
    await changeImport(ctx, one, ['running'], { ...how, endedAt: ctx.platform.now() });
  } catch (error) {
    if (!(error instanceof OtherState)) throw error;
  }
  await removeFile(ctx, one);
}

/** It holds addresses, and its work is done. */
export async function removeFile({ platform }: Context, { id, file_key }: ImportRecord): Promise<void> {
  if (file_key === null) return;
  await platform.files.remove(file_key);
  await forgetFile(platform.db as Kysely<UsageTables>, id);
}

async function count(ctx: Context, one: ImportRecord): Promise<Ending> {
  const { platform } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const opened = await openImportReader(platform, one.siteCode);
  try {
    const start = await startOf(ctx, one);
    return await countLog({
      clickhouse: platform.clickhouse,
      reader: opened.parts,
      site: opened.site,
      parser: parserOf(one.format),
      content: await contentOf(ctx, one),
      id: one.id,
      start,
      now: () => platform.now().getTime(),
      async onStep(step) {
        if (!(await noteStep(db, one.id, step, platform.now()))) return false;
        await tell(db, one, step);
        return !ending.has(platform);
      },
    });
  } finally {
    await opened.close();
  }
}

type Start = Pick<Step, 'to' | 'skippedBytes' | 'lines' | 'counts' | 'firstAt' | 'lastAt'>;

/** Where an earlier run of this import stopped; at its first run, what earlier imports counted is stepped over. */
async function startOf(ctx: Context, one: ImportRecord): Promise<Start> {
  const { content_bytes: to, skipped_bytes: skippedBytes, lines, counts, first_at: firstAt, last_at: lastAt } = one;
  const start = { to, skippedBytes, lines, counts, firstAt, lastAt };
  if (to > 0) return start;
  const db = ctx.platform.db as Kysely<UsageTables>;
  const contents = await findKnownContents(db, one.site_id);
  const known = contents.length === 0 ? null : await findKnown((await contentOf(ctx, one)).chunks, contents);
  if (known === null) return start;
  const skipped = { ...start, to: known.bytes, skippedBytes: known.bytes };
  const step: Step = { ...skipped, from: 0, sha256: known.sha256, readBytes: 0, problems: [] };
  // Not noted: somebody stopped it already, and its first batch will find that too.
  await noteStep(db, one.id, step, ctx.platform.now());
  return skipped;
}

async function contentOf({ platform, ...ctx }: Context, { file_key }: ImportRecord): Promise<Content> {
  const { packing, whole } = await lookAtPacking(await platform.files.get(file_key as string));
  return openContent(whole, packing, maxLogBytes({ platform, ...ctx }) * UNPACKS_MOST);
}

/** Live screens: how far it is, and the figures that its hits changed. */
async function tell(db: Kysely<UsageTables>, { siteCode: code }: ImportRecord, step: Step): Promise<void> {
  const topics = [logImportTopic(code), siteTopic(code), BOARD_TOPIC];
  const { firstAt: first, lastAt: last } = step;
  const activity = first === null || last === null ? [] : [{ code, first, last }];
  await noteActivity(
    db,
    activity,
    topics.map((topic) => ({ topic })),
  );
}
