import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import type { LogImport } from '../../contract.ts';
import type { UsageTables } from '../tables.ts';
import { findImports } from './imports.repo.ts';
import { maxLogBytes } from './upload-log.ts';
import { importView, requireImport, requireOwnSite } from './view.ts';

/** One import. @throws usage.site_not_found, usage.log_import_not_found */
export async function getLogImport(ctx: Context, code: number, id: string): Promise<LogImport> {
  return importView(await requireImport(ctx, code, id));
}

/** Imports into a site, newest first. @throws usage.site_not_found */
export async function listLogImports(
  ctx: Context,
  code: number,
  input: { cursor?: string | undefined; limit: number },
): Promise<{ rows: LogImport[]; next: string | null; maxBytes: number }> {
  const site = await requireOwnSite(ctx, code);
  const after = input.cursor === undefined ? null : readCursor(input.cursor, placeId);
  const found = await findImports(ctx.platform.db as Kysely<UsageTables>, site.id, after, input.limit + 1);
  return { ...pageOf(found.map(importView), input.limit, ({ id }) => id), maxBytes: maxLogBytes(ctx) };
}
