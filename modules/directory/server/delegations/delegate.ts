import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { platformErrors } from '#platform/errors.ts';
import { may, requirePermission, requirePerson } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { Delegate } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { findLife } from '../agencies/agencies.repo.ts';
import { agencyTree } from '../agencies/tree.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { findAssignments, findPerson, findPost, type Post } from '../people/people.repo.ts';
import { contains } from '../roles/grant-role.ts';
import { permissionsOf, reachOf, rightsUnder } from '../roles/reach.ts';
import { findRightsInForce } from '../roles/roles.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { delegatedReach, type Reaches } from './delegated-reach.ts';
import { findChain, insertDelegation } from './delegations.repo.ts';
import { findLent } from './find-lent.ts';

const MANAGE = 'directory.person.write';

/**
 * Lends rights of a person's post to another for a time. The giver does it; or, on a written decision, who keeps the
 * people of that agency and holds those rights there too. Answers the delegation's id.
 * @throws directory.person_not_found, directory.assignment_not_found, directory.agency_not_found,
 *   directory.period_invalid, directory.delegation_to_oneself, directory.delegation_without_post,
 *   directory.delegation_empty, directory.delegation_chain, directory.grant_beyond_own
 */
export async function delegate(ctx: Context, giverId: string, given: Delegate): Promise<string> {
  const me = requirePerson(ctx);
  const input = Delegate.parse(given);
  requireShape(giverId, input);
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const day = dayOf(ctx.platform.now());
  const posts = await findAssignments(db, [input.takerId], day);
  if (!(await findPerson(db, giverId)) || !(await findPerson(db, input.takerId))) {
    throw directoryErrors.fail('directory.person_not_found');
  }
  if (input.agencyId !== null && !(await findLife(db, input.agencyId))) {
    throw directoryErrors.fail('directory.agency_not_found');
  }
  const post = await lentPost(ctx, giverId, input);
  // Under a hat that somebody lent, only what was lent can be handed on.
  const ownAct =
    me.personId === giverId && (me.onBehalfOf === undefined || me.onBehalfOf.delegationId === input.sourceId);
  if (!ownAct) requirePermission(ctx, MANAGE, post.agencyId);
  if (!(posts.get(input.takerId) ?? []).some((one) => one.inForce)) {
    throw directoryErrors.fail('directory.delegation_without_post');
  }
  const held = await heldByGiver(ctx, giverId, input);
  const lent = delegatedReach(held, input, await agencyTree(ctx.platform), permissionsOf(ctx.platform));
  if (lent.size === 0) throw directoryErrors.fail('directory.delegation_empty');
  if (!ownAct) requireHeld(ctx, lent);
  const row = { id: uuidv7(), giverId, ...input };
  await transact(ctx, async (tx) => {
    await insertDelegation(tx.as<DirectoryTables>(), row);
    tx.audit({
      action: 'directory.delegation.give',
      subject: { type: 'directory.person', id: giverId },
      unitId: post.agencyId,
      before: null,
      after: row,
    });
    tx.emit({ topic: CHANGED });
  });
  forgetCache(ctx.platform);
  return row.id;
}

function requireShape(giverId: string, { takerId, scope, agencyId, from, to }: Delegate): void {
  if (to <= from) throw directoryErrors.fail('directory.period_invalid');
  if (takerId === giverId) throw directoryErrors.fail('directory.delegation_to_oneself');
  if ((scope === 'post') === (agencyId === null)) return;
  const message = scope === 'post' ? 'Leave the agency out for all of the post.' : 'Name the agency.';
  throw platformErrors.fail('platform.input_invalid', {
    fields: [{ path: 'body.agencyId', code: 'directory.scope', message }],
  });
}

/** The post from which the rights come: the giver's own, or that of the delegation which is handed on. */
async function lentPost(ctx: Context, giverId: string, { assignmentId, sourceId }: Delegate): Promise<Post> {
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const day = dayOf(ctx.platform.now());
  const post = await findPost(db, assignmentId, day);
  if (!post?.inForce) throw directoryErrors.fail('directory.assignment_not_found');
  if (sourceId === null) {
    if (post.personId !== giverId) throw directoryErrors.fail('directory.assignment_not_found');
    return post;
  }
  const source = (await findChain(db, sourceId, day)).at(-1);
  if (source?.assignmentId !== assignmentId || source.takerId !== giverId || !source.holds || !source.onward) {
    throw directoryErrors.fail('directory.delegation_chain');
  }
  return post;
}

async function heldByGiver(ctx: Context, giverId: string, { assignmentId, sourceId }: Delegate): Promise<Reaches> {
  if (sourceId !== null) return (await findLent(ctx.platform, sourceId)).reach;
  const day = dayOf(ctx.platform.now());
  const rights = await findRightsInForce(ctx.platform.db as Kysely<DirectoryTables>, giverId, day);
  return reachOf(rightsUnder(assignmentId, rights), await agencyTree(ctx.platform), permissionsOf(ctx.platform));
}

/** Who writes another's decision down could else help themselves to that other's rights. */
function requireHeld(ctx: Context, lent: Reaches): void {
  const { actor } = ctx;
  for (const [permission, reach] of lent) {
    const own = actor.kind === 'person' ? actor.reach.get(permission) : undefined;
    if (may(actor, permission) && own !== undefined && contains(own, reach)) continue;
    throw directoryErrors.fail('directory.grant_beyond_own', {
      detail: `You do not hold ${permission} over all of it.`,
    });
  }
}
