import { z } from 'zod';
import type { AuditFilter, AuditRecord, AuditRow } from '../../contracts/audit.ts';
import { platformErrors } from '../../errors.ts';
import { requirePermission, scopeOf } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import { pageOf, placeId, readCursor } from '../paging.ts';
import type { Platform } from '../platform.ts';
import { type AuditSearch, type FoundRow, findRecord, findRows, findTogether } from './search.repo.ts';
import { withoutSecrets } from './without-secrets.ts';

export const auditPlace = z.object({ at: z.iso.datetime(), id: placeId });
export const placeOf = ({ at, id }: FoundRow) => ({ at: at.toISOString(), id });

/** Names that a word may stand for; more are no help to anybody. */
const NAMES_MOST = 200;

/** What was done, newest first, as far as the caller may read it. @throws platform.forbidden, platform.input_invalid */
export async function searchAudit(
  ctx: Context,
  { cursor, limit, ...filter }: AuditFilter & { cursor?: string | undefined; limit: number },
): Promise<{ rows: AuditRow[]; next: string | null }> {
  const search = await searchOf(ctx, filter);
  const after = cursor === undefined ? null : readCursor(cursor, auditPlace);
  const found = await findRows(ctx.platform.reports, search, after, limit + 1);
  const { rows, next } = pageOf(found, limit, placeOf);
  const nameOf = await namesFor(ctx.platform, rows);
  return { rows: rows.map((row) => rowOf(row, nameOf)), next };
}

/** One row in full. @throws platform.forbidden, platform.audit_row_not_found also for what lies beyond the caller's scope */
export async function getAuditRecord(ctx: Context, id: string): Promise<AuditRecord> {
  requirePermission(ctx, 'platform.audit.read');
  const { reports } = ctx.platform;
  const scope = scopeOf(ctx.actor, 'platform.audit.read');
  const found = await findRecord(reports, id, scope);
  if (!found) throw platformErrors.fail('platform.audit_row_not_found');
  const [together, nameOf] = await Promise.all([
    findTogether(reports, found.requestId, scope),
    namesFor(ctx.platform, [found]),
  ]);
  return {
    ...rowOf(found, nameOf),
    chain: found.chain,
    seq: found.seq,
    requestId: found.requestId,
    // None was written; what an older program may have left is not shown either.
    before: withoutSecrets(found.before),
    after: withoutSecrets(found.after),
    together: together
      .filter((row) => row.id !== found.id)
      .map(({ id: other, action, subjectType, subjectId }) => ({
        id: other,
        action,
        subject: { type: subjectType, id: subjectId },
      })),
  };
}

/** The filter as the store is asked, within what the caller may read. @throws platform.forbidden */
export async function searchOf(ctx: Context, filter: AuditFilter): Promise<AuditSearch> {
  requirePermission(ctx, 'platform.audit.read');
  const words = filter.q ? foldWords(filter.q) : [];
  const port = words.length > 0 ? ctx.platform.modules.find(({ names }) => names)?.names : undefined;
  const named = (await port?.like(ctx.platform, filter.q as string, NAMES_MOST)) ?? { people: [], units: [] };
  return {
    from: filter.from ? startOf(filter.from) : null,
    to: filter.to ? new Date(startOf(filter.to).getTime() + 86_400_000) : null,
    actor: filter.actor ?? null,
    action: filter.action ?? null,
    subjectType: filter.subjectType ?? null,
    subjectId: filter.subjectId ?? null,
    unitId: filter.unitId ?? null,
    words: words.length > 0 ? words : null,
    ...named,
    scope: scopeOf(ctx.actor, 'platform.audit.read'),
  };
}

/** Vietnam has no summer time. */
const startOf = (day: string) => new Date(`${day}T00:00:00+07:00`);

/** As `platform.fold` of the database does it: small letters without accents, and figures. */
export function foldWords(text: string): string[] {
  const folded = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
  return [...new Set(folded.split(/[^a-z0-9]+/).filter(Boolean))].slice(0, 12);
}

export type NameOf = (id: string | null) => string | null;

/** Names of all people and agencies of these rows, asked for at once. */
export async function namesFor(platform: Platform, rows: readonly FoundRow[]): Promise<NameOf> {
  const port = platform.modules.find(({ names }) => names)?.names;
  if (!port) return () => null;
  const ids = new Set<string>();
  for (const { actorId, actorUnitId, unitId, subjectId } of rows) {
    for (const id of [actorId, actorUnitId, unitId, subjectId])
      if (placeId.safeParse(id).success) ids.add(id as string);
  }
  const { people, units } = await port.of(platform, { people: [...ids], units: [...ids] });
  return (id) => (id === null ? null : (people.get(id) ?? units.get(id) ?? null));
}

export function rowOf(row: FoundRow, nameOf: NameOf): AuditRow {
  const unitOf = (id: string | null) => (id === null ? null : { id, name: nameOf(id) });
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: {
      kind: row.actorKind,
      id: row.actorId,
      name: nameOf(row.actorId),
      unit: unitOf(row.actorUnitId),
    },
    action: row.action,
    subject: { type: row.subjectType, id: row.subjectId, name: nameOf(row.subjectId) },
    unit: unitOf(row.unitId),
  };
}
