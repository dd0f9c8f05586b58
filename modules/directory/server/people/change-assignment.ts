import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { ChangeAssignment } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { withMeaning } from '../constraints.ts';
import { requireAdministrator } from '../roles/last-administrator.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { findPost, updatePost } from './people.repo.ts';
import { requirePost } from './require-post.ts';

/**
 * Corrects the dates or the nature of a post. Answers the person's id.
 * @throws directory.assignment_not_found, directory.agency_closed, directory.period_invalid,
 *   directory.period_overlaps, directory.last_administrator
 */
export async function changeAssignment(ctx: Context, id: string, given: ChangeAssignment): Promise<string> {
  const post = await requireOwnPost(ctx, id);
  requirePermission(ctx, 'directory.person.write', post.agencyId);
  const input = ChangeAssignment.parse(given);
  await withMeaning(
    transact(ctx, async (tx) => {
      const trx = tx.as<DirectoryTables>();
      await requirePost(trx, { ...post, ...input });
      await updatePost(trx, id, input);
      await requireAdministrator(ctx, trx, input.to);
      const { from, to, primary, acting, legalBasis } = post;
      tx.audit({
        action: 'directory.person.change_post',
        subject: { type: 'directory.person', id: post.personId },
        unitId: post.agencyId,
        before: { id, from, to, primary, acting, legalBasis },
        after: { id, ...input },
      });
      tx.emit({ topic: CHANGED });
    }),
  );
  forgetCache(ctx.platform);
  return post.personId;
}

/** A post at an agency whose people the caller keeps. Others look as if they were not there. */
export async function requireOwnPost(ctx: Context, id: string) {
  requirePermission(ctx, 'directory.person.write');
  const post = await findPost(ctx.platform.db as Kysely<DirectoryTables>, id, dayOf(ctx.platform.now()));
  if (!post) throw directoryErrors.fail('directory.assignment_not_found');
  return post;
}
