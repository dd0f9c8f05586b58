import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type Annotation, NewAnnotation, siteTopic } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { periodOf } from '../reports/period.ts';
import { requireReportSite } from '../reports/report-site.ts';
import { agenciesAbove } from '../sites/agencies-above.ts';
import { requireSite } from '../sites/get-site.ts';
import { nameOfActor } from '../sites/name-of.ts';
import { ownerIn, ownersOf } from '../sites/owners.ts';
import type { UsageTables } from '../tables.ts';
import {
  type AnnotationRecord,
  deleteAnnotation,
  findAnnotation,
  findAnnotations,
  insertAnnotations,
} from './annotations.repo.ts';

const SHOWN_MOST = 200;

/** What was noted on a site's days. @throws usage.site_not_found, usage.period_invalid */
export async function listAnnotations(
  ctx: Context,
  code: number,
  input: { from?: string | undefined; to?: string | undefined },
): Promise<{ rows: Annotation[]; can: { add: boolean } }> {
  const site = await requireReportSite(ctx, code);
  const period = periodOf(input, ctx.platform.now(), site.timeZone);
  const agencies = [site.ownerId, ...(await agenciesAbove(ctx.platform, site.ownerId))];
  const db = ctx.platform.db as Kysely<UsageTables>;
  const notes = await findAnnotations(db, site.id, agencies, period, SHOWN_MOST);
  return { rows: await views(ctx, notes), can: { add: may(ctx.actor, 'usage.site.write', site.ownerId) } };
}

/** @throws usage.site_not_found */
export async function addAnnotation(ctx: Context, code: number, given: NewAnnotation): Promise<Annotation> {
  const site = await requireSite(ctx, code);
  requirePermission(ctx, 'usage.site.write', site.ownerId);
  const { day, text, scope } = NewAnnotation.parse(given);
  const note: AnnotationRecord = {
    id: uuidv7(),
    agencyId: site.ownerId,
    siteId: scope === 'site' ? site.id : null,
    day,
    text,
    createdBy: nameOfActor(ctx),
    createdAt: ctx.platform.now(),
  };
  await transact(ctx, async (tx) => {
    await insertAnnotations(tx.as<UsageTables>(), [note]);
    const subject = { type: 'usage.annotation', id: note.id };
    tx.audit({ action: 'usage.annotation.add', subject, unitId: site.ownerId, before: null, after: note });
    tx.emit({ topic: siteTopic(code) });
  });
  const [view] = await views(ctx, [note]);
  return view as Annotation;
}

/** @throws usage.site_not_found, usage.annotation_not_found */
export async function removeAnnotation(ctx: Context, code: number, id: string): Promise<void> {
  const site = await requireSite(ctx, code);
  requirePermission(ctx, 'usage.site.write', site.ownerId);
  const note = await findAnnotation(ctx.platform.db as Kysely<UsageTables>, id);
  const here = note && (note.siteId === site.id || note.siteId === null);
  if (!note || !here || !may(ctx.actor, 'usage.site.write', note.agencyId)) {
    throw usageErrors.fail('usage.annotation_not_found');
  }
  await transact(ctx, async (tx) => {
    if (!(await deleteAnnotation(tx.as<UsageTables>(), id))) throw usageErrors.fail('usage.annotation_not_found');
    const subject = { type: 'usage.annotation', id };
    tx.audit({ action: 'usage.annotation.remove', subject, unitId: note.agencyId, before: note, after: null });
    tx.emit({ topic: siteTopic(code) });
  });
}

async function views(ctx: Context, notes: readonly AnnotationRecord[]): Promise<Annotation[]> {
  const owners = await ownersOf(
    ctx.platform,
    notes.map(({ agencyId }) => agencyId),
  );
  return notes.map(({ id, day, text, siteId, agencyId, createdBy, createdAt }) => ({
    id,
    day,
    text,
    scope: siteId === null ? 'agency' : 'site',
    agency: ownerIn(owners, agencyId),
    createdBy,
    createdAt: createdAt.toISOString(),
    can: { remove: may(ctx.actor, 'usage.site.write', agencyId) },
  }));
}
