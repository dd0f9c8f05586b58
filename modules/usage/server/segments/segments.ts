import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { may, requirePermission, requirePerson, scopeOf } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { type SavedSegment, SaveSegment } from '../../contract.ts';
import { usageErrors } from '../../errors.ts';
import { readSegment } from '../reports/segment.ts';
import { ownerIn, ownersOf } from '../sites/owners.ts';
import type { UsageTables } from '../tables.ts';
import { deleteSegment, findSegment, insertSegment, type SegmentRecord, segmentsFor } from './segments.repo.ts';

const SHOWN_MOST = 200;

/** One's own, and those shared by agencies whose reports one reads. */
export async function listSegments(ctx: Context): Promise<{ rows: SavedSegment[] }> {
  requirePermission(ctx, 'usage.report.read');
  const { personId } = requirePerson(ctx);
  const db = ctx.platform.db as Kysely<UsageTables>;
  const found = await segmentsFor(db, personId, scopeOf(ctx.actor, 'usage.report.read'), SHOWN_MOST);
  const owners = await ownersOf(
    ctx.platform,
    found.flatMap(({ agencyId }) => agencyId ?? []),
  );
  return {
    rows: found.map((segment) => ({
      id: segment.id,
      name: segment.name,
      expression: segment.expression,
      agency: segment.agencyId === null ? null : ownerIn(owners, segment.agencyId),
      can: { remove: mayRemove(ctx, segment) },
    })),
  };
}

/** @throws usage.segment_invalid, naming what is supported */
export async function saveSegment(ctx: Context, given: SaveSegment): Promise<void> {
  requirePermission(ctx, 'usage.report.read');
  const { personId, unitId } = requirePerson(ctx);
  const { name, expression, shared } = SaveSegment.parse(given);
  if (readSegment(expression) === null) throw usageErrors.fail('usage.segment_invalid');
  if (shared) requirePermission(ctx, 'usage.report.read', unitId);
  const segment: SegmentRecord = { id: uuidv7(), name, expression, agencyId: shared ? unitId : null, personId };
  await transact(ctx, async (tx) => {
    await insertSegment(tx.as<UsageTables>(), segment);
    tx.audit({
      action: 'usage.segment.save',
      subject: { type: 'usage.segment', id: segment.id },
      unitId: segment.agencyId,
      before: null,
      after: segment,
    });
  });
}

/** @throws usage.segment_not_found, also when it is not the caller's to remove */
export async function removeSegment(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'usage.report.read');
  await transact(ctx, async (tx) => {
    const trx = tx.as<UsageTables>();
    const before = await findSegment(trx, id);
    if (!before || !mayRemove(ctx, before)) throw usageErrors.fail('usage.segment_not_found');
    await deleteSegment(trx, id);
    tx.audit({
      action: 'usage.segment.remove',
      subject: { type: 'usage.segment', id },
      unitId: before.agencyId,
      before,
      after: null,
    });
  });
}

function mayRemove({ actor }: Context, { personId, agencyId }: SegmentRecord): boolean {
  if (actor.kind === 'person' && actor.personId === personId) return true;
  return agencyId !== null && may(actor, 'usage.site.write', agencyId);
}
