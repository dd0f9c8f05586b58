import type { Kysely } from 'kysely';
import { z } from 'zod';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, placeText, readCursor } from '#platform/server/paging.ts';
import type { PersonPage } from '../../contract.ts';
import { agenciesBelow } from '../agencies/tree.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { countPeople, listPeople as listRows } from './people.repo.ts';
import { scopePeople } from './policy.ts';

interface ListPeople {
  q?: string | undefined;
  agencyId?: string | undefined;
  below: boolean;
  asOf?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const place = z.tuple([placeText, placeText, placeId]);

/**
 * People by given name, as far as the actor may read them. "Below" means today's tree; of an agency that is not in it,
 * its own people only.
 */
export async function listPeople(ctx: Context, input: ListPeople): Promise<PersonPage> {
  requirePermission(ctx, 'directory.person.read');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const asked = input.agencyId === undefined ? 'all' : await agenciesAsked(ctx, input.agencyId, input.below);
  const filter = {
    day: input.asOf ?? dayOf(ctx.platform.now()),
    q: input.q,
    agencies: scopePeople(ctx.actor, asked),
  };
  const after = input.cursor === undefined ? null : readCursor(input.cursor, place);
  const [rows, total] = await Promise.all([
    listRows(db, filter, after, input.limit + 1),
    after ? null : countPeople(db, filter),
  ]);
  const page = pageOf(rows, input.limit, (row) => [row.givenName, row.name, row.id]);
  return { rows: page.rows.map(({ givenName: _givenName, ...row }) => row), next: page.next, total };
}

async function agenciesAsked(ctx: Context, agencyId: string, withBelow: boolean): Promise<ReadonlySet<string>> {
  const below = await agenciesBelow(ctx.platform, agencyId);
  // A closed agency stands in no tree of today, but its people of that time can be asked for.
  if (!withBelow || below.size === 0) return new Set([agencyId]);
  return below;
}
