import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { EndAssignment } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { requireAdministrator } from '../roles/last-administrator.ts';
import type { DirectoryTables } from '../tables.ts';
import { requireOwnPost } from './change-assignment.ts';
import { updatePost } from './people.repo.ts';

/**
 * Ends a post on a day. Rights and delegations bound to it end with it. Answers the person's id.
 * @throws directory.assignment_not_found, directory.period_invalid, directory.last_administrator
 */
export async function endAssignment(ctx: Context, id: string, given: EndAssignment): Promise<string> {
  const post = await requireOwnPost(ctx, id);
  requirePermission(ctx, 'directory.person.write', post.agencyId);
  const { on } = EndAssignment.parse(given);
  if (on <= post.from || (post.to !== null && post.to < on)) throw directoryErrors.fail('directory.period_invalid');
  await transact(ctx, async (tx) => {
    const trx = tx.as<DirectoryTables>();
    await updatePost(trx, id, { ...post, to: on });
    await requireAdministrator(ctx, trx, on);
    tx.audit({
      action: 'directory.person.end_post',
      subject: { type: 'directory.person', id: post.personId },
      unitId: post.agencyId,
      before: { id, to: post.to },
      after: { id, to: on },
    });
    tx.emit({ topic: CHANGED });
  });
  forgetCache(ctx.platform);
  return post.personId;
}
