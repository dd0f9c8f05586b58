import type { Kysely } from 'kysely';
import { z } from 'zod';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, placeText, readCursor } from '#platform/server/paging.ts';
import type { PersonPage, PersonState } from '../../contract.ts';
import { agenciesBelow, agencyTree, othersThan, type Tree } from '../agencies/tree.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { countPeople, listPeople as listRows, type PeopleFilter } from './people-list.repo.ts';
import { scopePeople } from './policy.ts';

export interface PeopleQuery {
  q?: string | undefined;
  agencyId?: string | undefined;
  below: boolean;
  positionId?: string | undefined;
  roleId?: string | undefined;
  state?: PersonState | undefined;
  account?: boolean | undefined;
  asOf?: string | undefined;
}

interface ListPeople extends PeopleQuery {
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
  const filter = await filterOf(ctx, input);
  const after = input.cursor === undefined ? null : readCursor(input.cursor, place);
  const rows = await listRows(db, filter, after, input.limit + 1);
  const whole = rows.length <= input.limit;
  const total = after ? null : whole ? rows.length : await countPeople(db, filter);
  const page = pageOf(rows, input.limit, (row) => [row.givenName, row.name, row.id]);
  return { rows: page.rows.map(({ givenName: _givenName, ...row }) => row), next: page.next, total };
}

/** What was asked for, within what the actor may read. Who holds which role is told only to who may read roles. */
export async function filterOf(ctx: Context, input: PeopleQuery): Promise<PeopleFilter> {
  const asked = input.agencyId === undefined ? 'all' : await agenciesAsked(ctx, input.agencyId, input.below);
  if (input.roleId !== undefined) requirePermission(ctx, 'directory.role.read');
  const { q, positionId, roleId, state, account } = input;
  const today = dayOf(ctx.platform.now());
  const day = input.asOf ?? today;
  const agencies = scopePeople(ctx.actor, asked);
  return {
    day,
    agencies,
    allBut: agencies === 'all' || day !== today ? undefined : allButThese(await agencyTree(ctx.platform), agencies),
    q,
    positionId,
    roleId,
    state,
    account,
  };
}

/** The other agencies of the tree, where these are most of them; a post of today is at an agency of today. */
function allButThese(tree: Tree, agencies: ReadonlySet<string>): readonly string[] | undefined {
  return agencies.size * 2 < tree.parents.size ? undefined : (othersThan(tree, agencies) ?? undefined);
}

async function agenciesAsked(ctx: Context, agencyId: string, withBelow: boolean): Promise<ReadonlySet<string>> {
  const below = await agenciesBelow(ctx.platform, agencyId);
  // A closed agency stands in no tree of today, but its people of that time can be asked for.
  if (!withBelow || below.size === 0) return new Set([agencyId]);
  return below;
}
