import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { BOARD_TOPIC, siteTopic } from '../../contract.ts';
import { newestHits } from '../activity/activity.clickhouse.ts';
import { resetActivity } from '../activity/activity.repo.ts';
import type { UsageTables } from '../tables.ts';
import { aloneOnSite } from './alone-on-site.repo.ts';
import { changeImport } from './change-import.ts';
import { removeFile } from './import-log.job.ts';
import { findImport } from './imports.repo.ts';
import { originDeletion } from './origin.clickhouse.ts';

/** Takes the hits of an import out of the store. */
export const undoImportJob = defineJob({
  name: 'usage.undo_log_import',
  input: z.object({ id: z.uuid() }),
  longestSeconds: 3_600,
  run: (ctx, { id }) => undoImport(ctx, id),
});

export async function undoImport(ctx: Context, id: string): Promise<void> {
  const { platform } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const asked = await findImport(db, id);
  if (asked?.state !== 'undoing') return;
  await aloneOnSite(platform, asked.site_id, async () => {
    const one = await findImport(db, id);
    if (one?.state !== 'undoing') return;
    await platform.clickhouse.remove(originDeletion, { site: one.siteCode, origin: id });
    const [left] = await platform.clickhouse.query(newestHits, { sites: [one.siteCode], from: '1970-01-01' });
    const activity = left === undefined ? null : { first: new Date(left.first), last: new Date(left.last) };
    const events = [siteTopic(one.siteCode), BOARD_TOPIC].map((topic) => ({ topic }));
    await resetActivity(db, one.site_id, activity, events);
    await changeImport(ctx, one, ['undoing'], { state: 'undone', endedAt: platform.now() });
    await removeFile(ctx, one);
  });
}
