import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { IMPORT_MAX_BYTES, importTopic, type MapImport } from '../../contracts/imports.ts';
import { platformErrors } from '../../errors.ts';
import { requirePermission } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import type { PlatformTables } from '../database/tables.ts';
import { type Tx, transact } from '../database/transact.ts';
import type { JobDefinition } from '../jobs/jobs.ts';
import { readSheet } from '../sheets/read-sheet.ts';
import { storeActor } from './acting.ts';
import { changeRun, forgetChecks, insertRun, markUndone, type RunRow, readResults, takeRun } from './imports.repo.ts';
import type { AnyImportKind } from './kind.ts';
import { guessMapping } from './mapping.ts';
import { requireRun } from './require-run.ts';
import { moduleOf } from './run-import.ts';

const EXAMPLES = 3;

/** A module's imports: its kinds, and the job that works one off. */
export interface Imports {
  kinds: readonly AnyImportKind[];
  job: JobDefinition<{ importId: string }>;
}

interface Upload {
  kind: string;
  fileName: string;
  /** Base64. */
  content: string;
  options: Record<string, string>;
}

/**
 * Takes a file: its lines are kept as they came, its columns guessed, and a job looks at them. Answers the import's id.
 * @throws platform.sheet_unreadable, platform.too_large
 */
export async function uploadImport(
  ctx: Context,
  { kinds, job }: Imports,
  { kind: name, fileName, content, options }: Upload,
): Promise<string> {
  const kind = kindOf(kinds, name);
  for (const permission of kind.permissions) requirePermission(ctx, permission);
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > IMPORT_MAX_BYTES) {
    throw platformErrors.fail('platform.too_large', { detail: `At most ${IMPORT_MAX_BYTES} bytes are taken.` });
  }
  const { heads, rows } = await readSheet(bytes);
  const id = uuidv7();
  const { actor } = ctx;
  const columns = heads.map((title, index) => ({
    title,
    examples: rows
      .map(({ cells }) => cells[index] ?? '')
      .filter(Boolean)
      .slice(0, EXAMPLES),
  }));
  const sha256 = createHash('sha256').update(bytes).digest();
  await transact(ctx, async (tx) => {
    await insertRun(tx.as<PlatformTables>(), {
      id,
      kind: kind.name,
      file_name: fileName,
      sha256,
      columns,
      mapping: guessMapping(kind.fields, heads),
      options,
      actor: storeActor(ctx, kind),
      person_id: actor.kind === 'person' ? actor.personId : null,
      unit_id: actor.kind === 'person' ? actor.unitId : null,
      created_at: ctx.platform.now(),
      rows,
    });
    await tx.enqueue(job, { importId: id });
    tell(tx, kind, id, 'upload', null, { fileName, lines: rows.length, sha256: sha256.toString('hex') });
  });
  return id;
}

/**
 * Maps columns anew, or says what holds for all lines; all lines are looked at again.
 * @throws platform.import_not_found, platform.import_state
 */
export async function mapImport(ctx: Context, imports: Imports, id: string, given: MapImport): Promise<void> {
  const { kind } = await requireRun(ctx, imports.kinds, id);
  for (const permission of kind.permissions) requirePermission(ctx, permission);
  await transact(ctx, async (tx) => {
    const trx = tx.as<PlatformTables>();
    const run = inState(await takeRun(trx, id), ['checking', 'checked']);
    const known = new Set(kind.fields.map(({ key }) => key));
    const mapping = Object.fromEntries(
      Object.entries(given.mapping).filter(([key, column]) => known.has(key) && column < run.columns.length),
    );
    await forgetChecks(trx, id);
    const counts = { checked: 0, valid: 0, bad: 0 };
    const actor = storeActor(ctx, kind);
    await changeRun(trx, id, { ...counts, state: 'checking', mapping, options: given.options, actor, beat_at: null });
    await tx.enqueue(imports.job, { importId: id });
    const before = { mapping: run.mapping, options: run.options };
    tell(tx, kind, id, 'map', before, { mapping, options: given.options });
  });
}

/**
 * Takes the good lines in, or goes on where it stopped.
 * @throws platform.import_not_found, platform.import_state
 */
export async function startImport(ctx: Context, imports: Imports, id: string): Promise<void> {
  const { kind } = await requireRun(ctx, imports.kinds, id);
  for (const permission of kind.permissions) requirePermission(ctx, permission);
  await transact(ctx, async (tx) => {
    const trx = tx.as<PlatformTables>();
    const run = inState(await takeRun(trx, id), ['checked', 'failed', 'running']);
    if (run.valid === 0) throw platformErrors.fail('platform.import_state', { detail: 'No line can be taken.' });
    const now = ctx.platform.now();
    const started = run.started_at ?? now;
    await changeRun(trx, id, { state: 'running', started_at: started, failure: null, beat_at: now });
    await tx.enqueue(imports.job, { importId: id });
    tell(tx, kind, id, 'start', { state: run.state }, { state: 'running', valid: run.valid });
  });
}

/**
 * Takes back all that an import made, in one transaction, while nothing else stands on it.
 * @throws platform.import_not_found, platform.import_state, platform.import_stands
 */
export async function undoImport(ctx: Context, imports: Imports, id: string): Promise<void> {
  const { kind } = await requireRun(ctx, imports.kinds, id);
  for (const permission of kind.permissions) requirePermission(ctx, permission);
  await transact(ctx, async (tx) => {
    const trx = tx.as<PlatformTables>();
    const run = inState(await takeRun(trx, id), ['done', 'failed']);
    const blockers = await kind.undo(ctx, tx, await readResults(trx, id));
    if (blockers.length > 0) {
      const detail = `${blockers.length} records are in use: ${blockers.slice(0, 5).join(', ')}`;
      const fields = [{ path: 'params.id', code: 'import_stands', message: detail, values: { names: detail } }];
      throw platformErrors.fail('platform.import_stands', { detail, fields });
    }
    await markUndone(trx, id);
    await changeRun(trx, id, { state: 'undone', done: 0 });
    tell(tx, kind, id, 'undo', { state: run.state, done: run.done }, { state: 'undone', done: 0 });
    tx.emit({ topic: kind.topic });
  });
  kind.changed(ctx.platform);
}

function inState(run: RunRow | null, states: readonly RunRow['state'][]): RunRow {
  if (!run) throw platformErrors.fail('platform.import_not_found');
  if (!states.includes(run.state)) {
    throw platformErrors.fail('platform.import_state', { detail: `The import is ${run.state}.` });
  }
  return run;
}

export function kindOf(kinds: readonly AnyImportKind[], name: string): AnyImportKind {
  const kind = kinds.find((one) => one.name === name);
  if (!kind) throw platformErrors.fail('platform.import_not_found');
  return kind;
}

function tell(tx: Tx, kind: AnyImportKind, id: string, verb: string, before: unknown, after: unknown): void {
  tx.audit({
    action: `${moduleOf(kind)}.import.${verb}`,
    subject: { type: 'platform.import', id },
    before,
    after,
  });
  tx.emit({ topic: importTopic(moduleOf(kind), id), payload: {} });
}
