import type { FastifyReply } from 'fastify';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ImportLine, ImportRun, LineProblem } from '../../contracts/imports.ts';
import { may } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import type { PlatformTables } from '../database/tables.ts';
import { pageOf, placeId, placeText, readCursor } from '../paging.ts';
import { type Cell, type SheetFormat, sendSheet } from '../sheets/write-sheet.ts';
import { listLines, listRuns, type RunRow } from './imports.repo.ts';
import type { AnyImportKind } from './kind.ts';
import { requireRun } from './require-run.ts';

const place = z.tuple([placeText, placeId]);
const linePlace = z.object({ line: z.number().int() });
const AT_ONCE = 500;

/** @throws platform.import_not_found */
export async function getImport(ctx: Context, kinds: readonly AnyImportKind[], id: string): Promise<ImportRun> {
  const { run, kind } = await requireRun(ctx, kinds, id);
  return tellRun(ctx, kind, run);
}

/** The caller's own imports, newest first; all for who may import everywhere. */
export async function listImports(
  ctx: Context,
  kinds: readonly AnyImportKind[],
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ rows: ImportRun[]; next: string | null }> {
  const { actor, platform } = ctx;
  const all = kinds.filter((kind) => kind.permissions.every((permission) => may(actor, permission, null)));
  const personId = all.length === kinds.length ? null : actor.kind === 'person' ? actor.personId : '';
  const after = cursor === undefined ? null : readCursor(cursor, place);
  const filter = { kinds: kinds.map(({ name }) => name), personId };
  const rows = await listRuns(platform.db as Kysely<PlatformTables>, filter, after, limit + 1);
  const page = pageOf(rows, limit, (row) => [row.created_at.toISOString(), row.id]);
  return {
    rows: page.rows.flatMap((run) => {
      const kind = kinds.find(({ name }) => name === run.kind);
      return kind ? [tellRun(ctx, kind, run)] : [];
    }),
    next: page.next,
  };
}

function tellRun({ actor }: Context, kind: AnyImportKind, run: RunRow): ImportRun {
  const { lines, checked, valid, bad, done, state } = run;
  const holds = kind.permissions.every((permission) => may(actor, permission));
  return {
    id: run.id,
    kind: run.kind,
    fileName: run.file_name,
    state,
    columns: run.columns,
    fields: kind.fields.map(({ key, required }) => ({ key, required })),
    mapping: run.mapping,
    options: run.options,
    counts: { lines, checked, valid, bad, done },
    createdAt: run.created_at.toISOString(),
    createdBy: (run.actor as { name?: string }).name ?? '',
    startedAt: run.started_at?.toISOString() ?? null,
    finishedAt: run.finished_at?.toISOString() ?? null,
    failure: run.failure,
    can: {
      map: holds && (state === 'checked' || state === 'checking'),
      run: holds && ((state === 'checked' && valid > 0) || state === 'failed'),
      undo: holds && (state === 'done' || state === 'failed') && done > 0,
    },
  };
}

/** Lines as they came, with what is wrong. @throws platform.import_not_found */
export async function listImportLines(
  ctx: Context,
  kinds: readonly AnyImportKind[],
  id: string,
  { state, cursor, limit }: { state?: ImportLine['state'] | undefined; cursor?: string | undefined; limit: number },
): Promise<{ rows: ImportLine[]; next: string | null }> {
  await requireRun(ctx, kinds, id);
  const after = cursor === undefined ? 0 : readCursor(cursor, linePlace).line;
  const rows = await listLines(ctx.platform.db as Kysely<PlatformTables>, id, state, after, limit + 1);
  return pageOf(rows, limit, ({ line }) => ({ line }));
}

const REASON = { vi: 'Lỗi cần sửa', en: 'To mend' };

/**
 * The lines that could not be taken, as the file had them, with a last column that says why: to be corrected there and
 * sent again. @throws platform.import_not_found
 */
export async function sendReport(
  ctx: Context,
  kinds: readonly AnyImportKind[],
  id: string,
  format: SheetFormat,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { run, kind } = await requireRun(ctx, kinds, id);
  const name = run.file_name.replace(/\.[^.]*$/, '');
  return sendSheet(reply, format, `${name} - ${REASON[ctx.locale]}`, reportOf(ctx, kind, run));
}

async function* reportOf(ctx: Context, kind: AnyImportKind, run: RunRow): AsyncGenerator<readonly Cell[]> {
  yield [...run.columns.map(({ title }) => title), REASON[ctx.locale]];
  for (let after = 0; ; ) {
    const rows = await listLines(ctx.platform.db as Kysely<PlatformTables>, run.id, 'bad', after, AT_ONCE);
    for (const { cells, problems } of rows) {
      yield [...cells, problems.map((problem) => sentenceOf(ctx, kind, run, problem)).join(' ')];
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.line;
  }
}

/** What is wrong with a cell, in the reader's words, with the head of its column. */
function sentenceOf(
  { locale }: Context,
  kind: AnyImportKind,
  run: RunRow,
  { field, code, message, values = {} }: LineProblem,
): string {
  const template =
    kind.texts[locale][`problems.${code.slice(code.indexOf('.') + 1)}`] ?? FRAME_TEXTS[locale][code] ?? message;
  const text = template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  return field === null ? text : `${titleOf(run, field)}: ${text}`;
}

const FRAME_TEXTS: Record<Context['locale'], Readonly<Record<string, string>>> = {
  vi: { column_missing: 'Tệp không có cột này.' },
  en: { column_missing: 'The file has no such column.' },
};

function titleOf({ columns, mapping }: RunRow, field: string): string {
  return columns[mapping[field] ?? -1]?.title ?? field;
}
