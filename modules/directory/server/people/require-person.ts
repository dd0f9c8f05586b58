import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { directoryErrors } from '../../errors.ts';
import { dayOf } from '../time/day.ts';
import { findAssignments, findPerson } from './people.repo.ts';
import { canReadPerson } from './policy.ts';

/**
 * A person whom the actor may read, with the posts of all days. Who is hidden from the actor looks like nobody: else
 * somebody could be found out, given a post or given a right by guessing an identifier.
 * @throws directory.person_not_found
 */
export async function requirePerson(ctx: Context, db: Parameters<typeof findPerson>[0], id: string) {
  requirePermission(ctx, 'directory.person.read');
  const [person, posts] = await Promise.all([findPerson(db, id), findAssignments(db, [id], dayOf(ctx.platform.now()))]);
  const all = posts.get(id) ?? [];
  const agencyIds = all.filter((post) => post.inForce).map((post) => post.agency.id);
  if (!person || !canReadPerson(ctx.actor, agencyIds)) throw directoryErrors.fail('directory.person_not_found');
  return { person, posts: all };
}
