import type { Kysely } from 'kysely';
import { z } from 'zod';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, placeText, readCursor } from '#platform/server/paging.ts';
import type { AgencyKind, AgencyLevel, AgencyPage } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import {
  countBelow,
  countByName,
  countFound,
  listBelow,
  listByName,
  listByRank,
  type SortedRow,
} from './agencies.repo.ts';
import { agencyTree } from './tree.ts';

interface ListAgencies {
  q?: string | undefined;
  kind?: AgencyKind | undefined;
  level?: AgencyLevel | undefined;
  asOf?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const byName = z.tuple([placeText, placeId]);
const byRank = z.tuple([z.int32(), placeText, placeId]);
const byPlace = z.tuple([z.int32(), placeText, placeId]);

/** Agencies of a day by name, or what fits the words best first. Who may read the directory's agencies reads them all: they are public facts. */
export async function listAgencies(ctx: Context, input: ListAgencies): Promise<AgencyPage> {
  requirePermission(ctx, 'directory.agency.read');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const filter = { day: input.asOf ?? dayOf(ctx.platform.now()), kind: input.kind, level: input.level };
  const { q } = input;
  const ranked = q !== undefined && q !== '';
  const after = input.cursor === undefined ? null : readCursor<unknown[]>(input.cursor, ranked ? byRank : byName);
  const rows = await (ranked
    ? listByRank(db, { ...filter, q }, after, input.limit + 1)
    : listByName(db, filter, after, input.limit + 1));
  const whole = rows.length <= input.limit;
  const ofAll = filter.kind === undefined && filter.level === undefined;
  const count = async () => {
    if (ranked) return await countFound(db, { ...filter, q });
    return ofAll ? (await agencyTree(ctx.platform, filter.day)).parents.size : await countByName(db, filter);
  };
  const total = after ? null : whole ? rows.length : await count();
  const page = pageOf(rows, input.limit, (row) => (ranked ? [row.rank, row.name, row.id] : [row.name, row.id]));
  return { rows: page.rows.map(withoutSort), next: page.next, total };
}

interface ListChildren {
  parentId?: string | undefined;
  asOf?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Agencies directly below one on a day, or the roots of that day. */
export async function listChildren(ctx: Context, input: ListChildren): Promise<AgencyPage> {
  requirePermission(ctx, 'directory.agency.read');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const day = input.asOf ?? dayOf(ctx.platform.now());
  const after = input.cursor === undefined ? null : readCursor(input.cursor, byPlace);
  const { parentId } = input;
  const roots = parentId === undefined ? (await agencyTree(ctx.platform, day)).roots : [];
  const rows = await listBelow(db, day, parentId ?? { roots }, after, input.limit + 1);
  const whole = rows.length <= input.limit;
  const count = async () => (parentId === undefined ? roots.length : await countBelow(db, day, parentId));
  const total = after ? null : whole ? rows.length : await count();
  const page = pageOf(rows, input.limit, (row) => [row.sort, row.name, row.id]);
  return { rows: page.rows.map(withoutSort), next: page.next, total };
}

export function withoutSort({ sort: _sort, rank: _rank, ...row }: SortedRow) {
  return row;
}
