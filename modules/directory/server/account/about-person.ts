import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { findAssignments, findPerson } from '../people/people.repo.ts';
import { findNode } from '../set-up/node.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';

/** What a guesser knows of a person, and what therefore may not be the password. */
export async function aboutPerson(ctx: Context, personId: string): Promise<string[]> {
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const [person, posts, node] = await Promise.all([
    findPerson(db, personId),
    findAssignments(db, [personId], dayOf(ctx.platform.now())),
    findNode(ctx.platform),
  ]);
  const agencies = (posts.get(personId) ?? []).map(({ agency }) => agency.name);
  return [person?.name, person?.email, person?.phone, node?.name, ...agencies].filter((text) => text != null);
}
