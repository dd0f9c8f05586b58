import type { Kysely, Transaction } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { PersonRow } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { type DatedAssignment, findAssignments, findPerson } from './people.repo.ts';
import { canReadPerson } from './policy.ts';

type Db = Kysely<DirectoryTables> | Transaction<DirectoryTables>;

export interface PersonWithPosts {
  person: Omit<PersonRow, 'assignments'>;
  /** Of all times; those of today first. */
  posts: DatedAssignment[];
}

/**
 * A person whom the actor may read, with the posts of all days. Who is hidden from the actor looks like nobody: else
 * somebody could be found out, given a post or given a right by guessing an identifier.
 * @throws directory.person_not_found
 */
export async function requirePerson(ctx: Context, db: Db, id: string): Promise<PersonWithPosts> {
  requirePermission(ctx, 'directory.person.read');
  const found = await findWithPosts(ctx, db, id);
  const agencyIds = found.posts.filter((post) => post.inForce).map((post) => post.agency.id);
  if (!canReadPerson(ctx.actor, agencyIds)) throw directoryErrors.fail('directory.person_not_found');
  return found;
}

/** @throws directory.person_not_found */
export async function findWithPosts(ctx: Context, db: Db, id: string): Promise<PersonWithPosts> {
  const [person, all] = await Promise.all([findPerson(db, id), findAssignments(db, [id], dayOf(ctx.platform.now()))]);
  if (!person) throw directoryErrors.fail('directory.person_not_found');
  return { person, posts: all.get(id) ?? [] };
}
