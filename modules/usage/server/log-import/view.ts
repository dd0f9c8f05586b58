import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { LogImport, LogImportState } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { requireSite } from '../sites/get-site.ts';
import type { SiteRecord } from '../sites/sites.repo.ts';
import type { UsageTables } from '../tables.ts';
import { findImport, type ImportRecord } from './imports.repo.ts';

/** What may be done in each state. */
const MAY: Record<'start' | 'cancel' | 'undo', readonly LogImportState[]> = {
  start: ['uploaded'],
  cancel: ['uploaded', 'waiting', 'running'],
  undo: ['done', 'cancelled', 'failed'],
};

/** The site, if the caller may change it. @throws usage.site_not_found, platform.forbidden */
export async function requireOwnSite(ctx: Context, code: number): Promise<SiteRecord> {
  const site = await requireSite(ctx, code);
  requirePermission(ctx, 'usage.site.write', site.ownerId);
  return site;
}

/** An import of the site. @throws usage.site_not_found, usage.log_import_not_found */
export async function requireImport(ctx: Context, code: number, id: string): Promise<ImportRecord> {
  const site = await requireOwnSite(ctx, code);
  const found = await findImport(ctx.platform.db as Kysely<UsageTables>, id);
  if (found === undefined || found.site_id !== site.id) throw usageErrors.fail('usage.log_import_not_found');
  return found;
}

/** @throws usage.log_import_state */
export function requireState(one: Pick<ImportRecord, 'state'>, act: keyof typeof MAY): void {
  if (MAY[act].includes(one.state)) return;
  throw usageErrors.fail('usage.log_import_state', { detail: `It is ${one.state}, not ${MAY[act].join(' or ')}.` });
}

export function importView(one: ImportRecord): LogImport {
  const instant = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id: one.id,
    name: one.name,
    format: one.format,
    state: one.state,
    by: one.asked_by,
    createdAt: one.created_at.toISOString(),
    startedAt: instant(one.started_at),
    endedAt: instant(one.ended_at),
    cause: one.cause,
    fileBytes: one.file_bytes,
    readBytes: one.read_bytes,
    skippedBytes: one.skipped_bytes,
    lines: one.lines,
    ...one.counts,
    firstAt: instant(one.first_at),
    lastAt: instant(one.last_at),
    can: {
      start: MAY.start.includes(one.state),
      cancel: MAY.cancel.includes(one.state),
      undo: MAY.undo.includes(one.state),
    },
  };
}

/** What the audit keeps of an import. */
export const inAudit = ({ name, state, lines, counts }: Pick<ImportRecord, 'name' | 'state' | 'lines' | 'counts'>) => ({
  name,
  state,
  lines,
  ...counts,
});
