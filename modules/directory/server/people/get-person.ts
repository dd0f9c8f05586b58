import type { Kysely } from 'kysely';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Person } from '../../contract.ts';
import { findGrants } from '../roles/roles.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { plain } from './people.repo.ts';
import { requirePerson } from './require-person.ts';

/**
 * One person with all posts and rights.
 * @throws directory.person_not_found, also for who may not read this person: the two look alike
 */
export async function getPerson(ctx: Context, id: string): Promise<Person> {
  requirePermission(ctx, 'directory.person.read');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const day = dayOf(ctx.platform.now());
  const { person, posts: all } = await requirePerson(ctx, db, id);
  const current = all.filter((post) => post.inForce);
  return {
    ...person,
    assignments: current.map(plain),
    pastAssignments: all.filter((post) => !post.inForce).map(plain),
    grants: may(ctx.actor, 'directory.role.read') ? await findGrants(db, id, day) : [],
    can: {
      assign: may(ctx.actor, 'directory.person.write'),
      grantRole: may(ctx.actor, 'directory.role.grant'),
    },
  };
}
