import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Context } from '#platform/server/context.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import type { Platform } from '#platform/server/platform.ts';
import type { UsageTables } from '../tables.ts';
import { discardImport, OtherState } from './change-import.ts';
import { importLogJob, removeFile } from './import-log.job.ts';
import { findLeftFiles, findQuiet } from './imports.repo.ts';
import { undoImportJob } from './undo-import.job.ts';

/** An upload that nobody starts goes after a day: it holds addresses. */
const UPLOAD_MS = 24 * 3_600_000;
/** A batch takes seconds. What is silent for so long has lost its job. */
const SILENT_MS = 15 * 60_000;

export const tidyImportsJob = defineJob({
  name: 'usage.tidy_log_imports',
  input: z.object({}),
  cron: '*/20 * * * *',
  run: tidyImports,
});

export async function tidyImports(ctx: Context): Promise<void> {
  const { platform } = ctx;
  const db = platform.db as Kysely<UsageTables>;
  const now = platform.now().getTime();
  for (const one of await findQuiet(db, ['uploaded'], new Date(now - UPLOAD_MS))) {
    await discardImport(ctx, one).catch((error: unknown) => {
      // Somebody started it this moment.
      if (!(error instanceof OtherState)) throw error;
    });
  }
  for (const one of await findLeftFiles(db)) await removeFile(ctx, one);
  await resumeImports(platform, new Date(now - SILENT_MS));
}

/** Gives a job to imports and undoings that lost theirs, because a process was killed. They go on where they were. */
export async function resumeImports(platform: Platform, silentSince: Date): Promise<void> {
  const open = await findQuiet(platform.db as Kysely<UsageTables>, ['waiting', 'running', 'undoing'], silentSince);
  const startAfter = platform.now().toISOString();
  await platform.jobs.putBack(
    open.map(({ id, state }) => ({
      name: state === 'undoing' ? undoImportJob.name : importLogJob.name,
      data: { id },
      startAfter,
      singletonKey: null,
    })),
  );
}
