import type { Kysely } from 'kysely';
import { z } from 'zod';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, placeText, readCursor } from '#platform/server/paging.ts';
import type { AgencyChanges, AgencyRef, ChangeWhat } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { findRefs } from '../reorganisations/reorganisations.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { countChanges, findHeirs, listChanges } from './compare.repo.ts';

interface CompareDays {
  from: string;
  to: string;
  what?: ChangeWhat | undefined;
  cursor?: string | undefined;
  limit: number;
}

const byRank = z.tuple([z.int32(), placeText, placeId]);

const RANK: Record<ChangeWhat, number> = { ended: 0, appeared: 1, changed: 2 };

/** What appeared, ended and changed between two days. @throws directory.period_invalid when `to` is not after `from` */
export async function compareDays(ctx: Context, input: CompareDays): Promise<AgencyChanges> {
  requirePermission(ctx, 'directory.agency.read');
  const { from, to } = input;
  if (to <= from) throw directoryErrors.fail('directory.period_invalid');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const after = input.cursor === undefined ? null : readCursor(input.cursor, byRank);
  const [found, counts] = await Promise.all([
    listChanges(db, { from, to }, input.what, after, input.limit + 1),
    after ? null : countChanges(db, { from, to }),
  ]);
  const page = pageOf(found, input.limit, (row) => [RANK[row.what], row.nameAfter ?? row.nameBefore ?? '', row.id]);
  const parentsOf = (key: 'parentBefore' | 'parentAfter') =>
    page.rows.map((row) => row[key]).filter((id) => id !== null);
  const [before, now, heirs] = await Promise.all([
    findRefs(db, parentsOf('parentBefore'), from),
    findRefs(db, parentsOf('parentAfter'), to),
    findHeirs(
      db,
      page.rows.filter((row) => row.what === 'ended').map((row) => row.id),
      { from, to },
    ),
  ]);
  const heirsOf = Map.groupBy(heirs, (heir) => heir.giver);
  return {
    rows: page.rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      what: row.what,
      before: face(row.nameBefore, row.codeBefore, row.parentBefore, before),
      after: face(row.nameAfter, row.codeAfter, row.parentAfter, now),
      heirs: (heirsOf.get(row.id) ?? []).map(({ giver: _giver, ...heir }) => heir),
    })),
    next: page.next,
    counts,
  };
}

function face(name: string | null, code: string | null, parentId: string | null, refs: ReadonlyMap<string, AgencyRef>) {
  return name === null ? null : { name, code, parent: parentId === null ? null : (refs.get(parentId) ?? null) };
}
