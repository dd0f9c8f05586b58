import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Cell } from '#platform/server/sheets/write-sheet.ts';
import type { UsageTables } from '../tables.ts';
import { findProblems } from './imports.repo.ts';
import { requireImport } from './view.ts';

const PAGE = 1_000;

/** The broken lines of an import, row by row. @throws usage.site_not_found, usage.log_import_not_found */
export async function logProblems(
  ctx: Context,
  code: number,
  id: string,
): Promise<{ name: string; rows: AsyncIterable<readonly Cell[]> }> {
  const { name } = await requireImport(ctx, code, id);
  const db = ctx.platform.reports as Kysely<UsageTables>;
  async function* rows(): AsyncGenerator<readonly Cell[]> {
    yield ['line', 'reason', 'text'];
    for (let after = 0; ; ) {
      const page = await findProblems(db, id, after, PAGE);
      for (const { line, reason, text } of page) yield [line, reason, text];
      if (page.length < PAGE) return;
      after = page.at(-1)?.line ?? after;
    }
  }
  return { name, rows: rows() };
}
