import type { Kysely } from 'kysely';
import { z } from 'zod';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, readCursor } from '#platform/server/paging.ts';
import type { ReorganisationPage, ReorganisationState } from '../../contract.ts';
import type { DirectoryTables } from '../tables.ts';
import { publicStates } from './policy.ts';
import { countReorganisations, listReorganisations as list } from './reorganisations.repo.ts';

interface ListReorganisations {
  state?: ReorganisationState | undefined;
  cursor?: string | undefined;
  limit: number;
}

const byDay = z.tuple([z.iso.date(), placeId]);

const ALL: readonly ReorganisationState[] = ['draft', 'ready', 'scheduled', 'applied', 'reverted'];

/** Reorganisations, the latest effective day first; plans only for those who plan. */
export async function listReorganisations(ctx: Context, input: ListReorganisations): Promise<ReorganisationPage> {
  requirePermission(ctx, 'directory.agency.read');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const seen = may(ctx.actor, 'directory.reorganisation.write') ? ALL : publicStates;
  const states = seen.filter((state) => input.state === undefined || state === input.state);
  const after = input.cursor === undefined ? null : readCursor(input.cursor, byDay);
  const [rows, total] = await Promise.all([
    list(db, states, after, input.limit + 1),
    after ? null : countReorganisations(db, states),
  ]);
  return { ...pageOf(rows, input.limit, (row) => [row.effectiveOn, row.id]), total };
}
