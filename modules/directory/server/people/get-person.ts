import type { Kysely } from 'kysely';
import { may, requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Person } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { findGrants } from '../roles/roles.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { findAssignments, findPerson, plain } from './people.repo.ts';
import { canReadPerson } from './policy.ts';

/**
 * One person with all posts and rights.
 * @throws directory.person_not_found, also for who may not read this person: the two look alike
 */
export async function getPerson(ctx: Context, id: string): Promise<Person> {
  requirePermission(ctx, 'directory.person.read');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const day = dayOf(ctx.platform.now());
  const [person, posts] = await Promise.all([findPerson(db, id), findAssignments(db, [id], day)]);
  const all = posts.get(id) ?? [];
  const current = all.filter((post) => post.inForce);
  const agencyIds = current.map((post) => post.agency.id);
  if (!person || !canReadPerson(ctx.actor, agencyIds)) throw directoryErrors.fail('directory.person_not_found');
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
