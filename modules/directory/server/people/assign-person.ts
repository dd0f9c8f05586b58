import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { AssignPerson } from '../../contract.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { withMeaning } from '../constraints.ts';
import type { DirectoryTables } from '../tables.ts';
import { insertAssignments } from './people.repo.ts';
import { requirePerson } from './require-person.ts';
import { requirePost } from './require-post.ts';

/**
 * Gives a person whom the actor may read a post in an agency for a time. Answers the assignment's id.
 * @throws directory.person_not_found, directory.agency_not_found, directory.agency_closed, directory.position_not_found,
 *   directory.period_invalid, directory.period_overlaps
 */
export async function assignPerson(ctx: Context, personId: string, given: AssignPerson): Promise<string> {
  requirePermission(ctx, 'directory.person.write', given.agencyId);
  const input = AssignPerson.parse(given);
  const post = { id: uuidv7(), personId, ...input };
  await withMeaning(
    transact(ctx, async (tx) => {
      const trx = tx.as<DirectoryTables>();
      await requirePerson(ctx, trx, personId);
      await requirePost(trx, post);
      await insertAssignments(trx, [post]);
      tx.audit({
        action: 'directory.person.assign',
        subject: { type: 'directory.person', id: personId },
        unitId: post.agencyId,
        before: null,
        after: post,
      });
      tx.emit({ topic: CHANGED });
    }),
  );
  forgetCache(ctx.platform);
  return post.id;
}
