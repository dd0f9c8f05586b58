import type { Kysely } from 'kysely';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Grant, Person } from '../../contract.ts';
import { findGrants } from '../roles/roles.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { type DatedAssignment, plain } from './people.repo.ts';
import { findWithPosts, type PersonWithPosts, requirePerson } from './require-person.ts';

/**
 * One person with all posts and rights.
 * @throws directory.person_not_found, also for who may not read this person: the two look alike
 */
export async function getPerson(ctx: Context, id: string): Promise<Person> {
  return await tellPerson(ctx, await requirePerson(ctx, ctx.platform.db, id));
}

/** As {@link getPerson}, for who has just changed this person: one who left is perhaps no longer theirs to read. */
export async function personAfter(ctx: Context, id: string): Promise<Person> {
  return await tellPerson(ctx, await findWithPosts(ctx, ctx.platform.db, id));
}

async function tellPerson(ctx: Context, { person, posts }: PersonWithPosts): Promise<Person> {
  const { id } = person;
  const { actor, platform } = ctx;
  const day = dayOf(platform.now());
  const grants = may(actor, 'directory.role.read')
    ? await findGrants(platform.db as Kysely<DirectoryTables>, id, day)
    : [];
  const current = posts.filter((post) => post.inForce);
  const writes = (post: DatedAssignment) => may(actor, 'directory.person.write', post.agency.id);
  const goesOn = ({ period }: Pick<Grant, 'period'>) => period.to === null || period.to > day;
  const open = posts.filter(goesOn);
  return {
    ...person,
    assignments: current.map(plain),
    pastAssignments: posts.filter((post) => !post.inForce).map(plain),
    grants,
    can: {
      change: mayWritePerson(ctx, posts),
      assign: may(actor, 'directory.person.write'),
      end: open.length > 0 && open.every(writes),
      grantRole: may(actor, 'directory.role.grant'),
      delegate: current.length > 0 && ((actor.kind === 'person' && actor.personId === id) || current.some(writes)),
      posts: open.filter(writes).map((post) => post.id),
      grants: grants
        .filter((grant) => goesOn(grant) && may(actor, 'directory.role.grant', grant.agency?.id ?? null))
        .map((grant) => grant.id),
    },
  };
}

/** Who keeps the people of one of the agencies where this person works; for who has left, who keeps all. */
export function mayWritePerson({ actor }: Context, posts: readonly DatedAssignment[]): boolean {
  const current = posts.filter((post) => post.inForce);
  if (current.length === 0) return may(actor, 'directory.person.write', null);
  return current.some((post) => may(actor, 'directory.person.write', post.agency.id));
}
