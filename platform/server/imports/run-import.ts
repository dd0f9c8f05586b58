import type { Kysely } from 'kysely';
import { z } from 'zod';
import { importTopic } from '../../contracts/imports.ts';
import { AppError } from '../../errors.ts';
import { requirePermission } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import type { PlatformTables } from '../database/tables.ts';
import { type Tx, transact } from '../database/transact.ts';
import { defineJob, type JobDefinition } from '../jobs/jobs.ts';
import { actAs } from './acting.ts';
import {
  changeLines,
  changeRun,
  countLines,
  findFirstWaiting,
  findRun,
  findSilent,
  type LineChange,
  type RunRow,
  readLines,
  type StoredLine,
  takeLines,
  takeRun,
} from './imports.repo.ts';
import type { AnyImportKind } from './kind.ts';
import { sourceLine } from './mapping.ts';

const CHECKED_AT_ONCE = 1_000;
const WRITTEN_AT_ONCE = 500;
/** A job that has written nothing for so long was cut off. */
const SILENCE_MS = 60_000;

export const ImportJobInput = z.object({ importId: z.uuid() });

/** The jobs of a module's imports: one that works an import off, one that finds those that were cut off. */
export function importJobs(module: string, kinds: readonly AnyImportKind[]) {
  const run: JobDefinition<z.infer<typeof ImportJobInput>> = defineJob({
    name: `${module}.run_import`,
    input: ImportJobInput,
    run: (ctx, { importId }) => runImport(ctx, kinds, importId),
  });
  const resume = defineJob({
    name: `${module}.resume_imports`,
    input: z.object({}),
    cron: '* * * * *',
    async run(ctx) {
      const db = ctx.platform.db as Kysely<PlatformTables>;
      const before = new Date(ctx.platform.now().getTime() - SILENCE_MS);
      const names = kinds.map((kind) => kind.name);
      for (const id of await findSilent(db, names, before)) await runImport(ctx, kinds, id);
    },
  });
  return { run, resume };
}

/**
 * Works an import off from where it stands: looks at its lines, or writes them. Each batch is one transaction with the
 * state of its lines, so that a process may die at any moment: the next goes on, and each line is counted once.
 */
export async function runImport(ctx: Context, kinds: readonly AnyImportKind[], id: string): Promise<void> {
  const row = await findRun(ctx.platform.db as Kysely<PlatformTables>, id);
  const kind = kinds.find(({ name }) => name === row?.kind);
  if (!row || !kind) return;
  const acting = actAs(ctx, row.actor);
  try {
    if (row.state === 'checking') await checkAll(acting, kind, row);
    if (row.state === 'running') await writeAll(acting, kind, row);
  } catch (error) {
    // What the importer may mend is told; anything else (a store away) is tried again.
    if (!(error instanceof AppError)) throw error;
    await fail(acting, kind, id, error);
  }
}

async function checkAll(ctx: Context, kind: AnyImportKind, { id, mapping, options }: RunRow): Promise<void> {
  requirePermission(ctx, kind.permissions[0]);
  const db = ctx.platform.db as Kysely<PlatformTables>;
  const check = await kind.checker(ctx, options);
  const missing = kind.fields.filter(({ key, required }) => required && !(key in mapping));
  let checked = 0;
  // From the first line on, also after a cut: the checker remembers what it saw.
  for (let after = 0; ; ) {
    const lines = await readLines(db, id, after, CHECKED_AT_ONCE);
    const last = lines.at(-1);
    if (!last) break;
    after = last.line;
    const found = await check(lines.map((line) => sourceLine(line, mapping)));
    const changes = lines.map(({ line }, index): LineChange => {
      const one = found[index] ?? { problems: [] };
      const unmapped = missing.map(({ key }) => ({
        field: key,
        code: 'column_missing',
        message: 'No column of the file holds this: choose one, or give it for all lines.',
      }));
      const problems = [...unmapped, ...('problems' in one ? one.problems : [])];
      if (problems.length > 0) return { line, state: 'bad', problems };
      return { line, state: 'waiting', value: 'value' in one ? one.value : null };
    });
    checked += lines.length;
    await transact(ctx, async (tx) => {
      const trx = tx.as<PlatformTables>();
      if ((await takeRun(trx, id))?.state !== 'checking') throw new Error('Somebody else has taken this import on.');
      await changeLines(trx, id, changes);
      await changeRun(trx, id, { checked, ...(await countLines(trx, id)), beat_at: ctx.platform.now() });
      tellProgress(tx, kind, id, { checked });
    });
  }
  await transact(ctx, async (tx) => {
    const trx = tx.as<PlatformTables>();
    const counts = await countLines(trx, id);
    await changeRun(trx, id, { ...counts, state: 'checked', beat_at: ctx.platform.now() });
    tellProgress(tx, kind, id, { checked, ...counts, state: 'checked' });
  });
}

async function writeAll(ctx: Context, kind: AnyImportKind, { id }: RunRow): Promise<void> {
  requirePermission(ctx, kind.permissions[0]);
  for (;;) {
    const left = await writeBatch(ctx, kind, id, WRITTEN_AT_ONCE).catch(async (error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      // Some line of the batch meets what came meanwhile: one by one, so that only that line is left out.
      return await writeOneByOne(ctx, kind, id);
    });
    if (left === 0) break;
  }
  await transact(ctx, async (tx) => {
    const trx = tx.as<PlatformTables>();
    const counts = await countLines(trx, id);
    await changeRun(trx, id, { ...counts, state: 'done', finished_at: ctx.platform.now() });
    tellProgress(tx, kind, id, { ...counts, state: 'done' });
    tx.emit({ topic: kind.topic });
  });
  kind.changed(ctx.platform);
}

/** Writes the next lines in one transaction; answers how many there were. */
async function writeBatch(ctx: Context, kind: AnyImportKind, id: string, limit: number): Promise<number> {
  const meaning = kind.meaning ?? ((work) => work);
  return await meaning(
    transact(ctx, async (tx) => {
      const trx = tx.as<PlatformTables>();
      const run = await takeRun(trx, id);
      if (run?.state !== 'running') throw new Error('Somebody else has taken this import on.');
      const lines = await takeLines(trx, id, 'waiting', limit);
      const results =
        lines.length === 0
          ? []
          : await kind.write(
              ctx,
              tx,
              lines.map(({ value }) => value),
            );
      await changeLines(
        trx,
        id,
        lines.map(({ line }, index) => ({ line, state: 'done', result: results[index] })),
      );
      const done = run.done + lines.length;
      await changeRun(trx, id, { done, beat_at: ctx.platform.now() });
      tx.audit({
        action: `${moduleOf(kind)}.import.write`,
        subject: { type: 'platform.import', id },
        unitId: run.unit_id,
        before: { done: run.done },
        after: { kind: kind.name, done, lines: lines.map(({ line }) => line), results },
      });
      tx.emit({ topic: importTopic(moduleOf(kind), id), payload: { done } });
      return lines.length;
    }),
  );
}

async function writeOneByOne(ctx: Context, kind: AnyImportKind, id: string): Promise<number> {
  for (let n = 0; n < WRITTEN_AT_ONCE; n += 1) {
    const db = ctx.platform.db as Kysely<PlatformTables>;
    try {
      if ((await writeBatch(ctx, kind, id, 1)) === 0) return 0;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const line = await findFirstWaiting(db, id);
      if (!line) return 0;
      await refuseLine(ctx, kind, id, line, error);
    }
  }
  return WRITTEN_AT_ONCE;
}

async function refuseLine(
  ctx: Context,
  kind: AnyImportKind,
  id: string,
  { line }: StoredLine,
  error: AppError,
): Promise<void> {
  const problem = error.fields[0] ?? { code: error.code, message: error.message };
  await transact(ctx, async (tx) => {
    const problems = [{ field: null, code: problem.code, message: problem.message }];
    const trx = tx.as<PlatformTables>();
    await changeLines(trx, id, [{ line, state: 'bad', problems }]);
    await changeRun(trx, id, await countLines(trx, id));
    tellProgress(tx, kind, id, { line, refused: problem.code });
  });
}

async function fail(ctx: Context, kind: AnyImportKind, id: string, error: AppError): Promise<void> {
  await transact(ctx, async (tx) => {
    await changeRun(tx.as<PlatformTables>(), id, { state: 'failed', failure: error.code });
    tellProgress(tx, kind, id, { state: 'failed', failure: error.code });
  });
}

function tellProgress(tx: Tx, kind: AnyImportKind, id: string, after: Record<string, unknown>): void {
  tx.audit({ action: `${moduleOf(kind)}.import.go_on`, subject: { type: 'platform.import', id }, before: null, after });
  tx.emit({ topic: importTopic(moduleOf(kind), id), payload: after });
}

export function moduleOf({ name }: AnyImportKind): string {
  return name.slice(0, name.indexOf('.'));
}
