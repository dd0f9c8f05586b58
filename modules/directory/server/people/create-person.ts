import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { CreatePerson } from '../../contract.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { withMeaning } from '../constraints.ts';
import type { DirectoryTables } from '../tables.ts';
import { insertAssignments, insertPeople } from './people.repo.ts';
import { requirePost } from './require-post.ts';

/**
 * Enters a person with a first, primary post. Answers the person's id.
 * @throws directory.agency_not_found, directory.agency_closed, directory.position_not_found, directory.email_taken
 */
export async function createPerson(ctx: Context, given: CreatePerson): Promise<string> {
  requirePermission(ctx, 'directory.person.write', given.assignment.agencyId);
  const input = CreatePerson.parse(given);
  const person = { id: uuidv7(), name: input.name, email: input.email ?? null, phone: input.phone ?? null };
  const { acting = false, ...first } = input.assignment;
  const post = { id: uuidv7(), personId: person.id, ...first, acting, to: null, primary: true };
  await withMeaning(
    transact(ctx, async (tx) => {
      const trx = tx.as<DirectoryTables>();
      await requirePost(trx, post);
      await insertPeople(trx, [person]);
      await insertAssignments(trx, [post]);
      tx.audit({
        action: 'directory.person.create',
        subject: { type: 'directory.person', id: person.id },
        unitId: post.agencyId,
        before: null,
        after: { ...person, assignment: post },
      });
      tx.emit({ topic: CHANGED });
    }),
  );
  forgetCache(ctx.platform);
  return person.id;
}
