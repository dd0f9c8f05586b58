import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { EndPerson } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { requireAdministrator } from '../roles/last-administrator.ts';
import { endGrantsOf } from '../roles/roles.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { endPosts } from './people.repo.ts';
import { requirePerson } from './require-person.ts';

/**
 * A person leaves: posts and rights end on that day, and with the posts all that was lent from them. What is done stays
 * in their name.
 * @throws directory.person_not_found, directory.person_left, directory.period_invalid, directory.last_administrator
 */
export async function endPerson(ctx: Context, id: string, given: EndPerson): Promise<void> {
  requirePermission(ctx, 'directory.person.write');
  const { on, reason } = EndPerson.parse(given);
  const { posts } = await requirePerson(ctx, ctx.platform.db, id);
  const open = posts.filter(({ period }) => period.to === null || period.to > on);
  for (const post of open) requirePermission(ctx, 'directory.person.write', post.agency.id);
  if (open.length === 0) throw directoryErrors.fail('directory.person_left');
  const tooEarly = open.some(({ inForce, period }) => inForce && period.from !== null && period.from >= on);
  if (tooEarly) throw directoryErrors.fail('directory.period_invalid');
  await transact(ctx, async (tx) => {
    const trx = tx.as<DirectoryTables>();
    await endPosts(trx, id, on);
    await endGrantsOf(trx, id, on);
    await requireAdministrator(ctx, trx, on);
    tx.audit({
      action: 'directory.person.end',
      subject: { type: 'directory.person', id },
      unitId: open[0]?.agency.id ?? null,
      before: { posts: open.map(({ id: postId, agency, period }) => ({ id: postId, agencyId: agency.id, period })) },
      after: { on, reason },
    });
    tx.emit({ topic: CHANGED });
  });
  forgetCache(ctx.platform);
}
