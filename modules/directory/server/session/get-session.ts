import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Session } from '../../contract.ts';
import { findAgencies } from '../agencies/agencies.repo.ts';
import { findAssignments, findPerson } from '../people/people.repo.ts';
import { findNode, findSetUpState } from '../set-up/node.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';

/** Who the caller is and where; for who is not signed in the node's name and state only. */
export async function getSession(ctx: Context): Promise<Session> {
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const [setUp, node] = await Promise.all([findSetUpState(ctx.platform), findNode(ctx.platform)]);
  return {
    setUp,
    node: node && { name: node.name, code: node.code, kind: node.kind, rootAgencyId: node.rootAgencyId },
    person: await findMyself(ctx, db),
    step: null,
    providers: ctx.platform.config.OIDC_PROVIDERS.map(({ id, name }) => ({ id, name })),
  };
}

async function findMyself({ actor, platform }: Context, db: Kysely<DirectoryTables>): Promise<Session['person']> {
  if (actor.kind !== 'person') return null;
  const day = dayOf(platform.now());
  const [person, posts, [unit]] = await Promise.all([
    findPerson(db, actor.personId),
    findAssignments(db, [actor.personId], day),
    actor.unitId === null ? [] : findAgencies(db, [actor.unitId], day),
  ]);
  if (!person) return null;
  const post = posts.get(actor.personId)?.find(({ agency }) => agency.id === actor.unitId);
  return {
    id: person.id,
    name: person.name,
    email: person.email ?? '',
    unit: unit ? { id: unit.id, name: unit.name, shortName: unit.shortName } : null,
    position: post?.position ?? null,
    permissions: [...actor.reach]
      .filter(([, reach]) => reach === 'all' || reach.size > 0)
      .map(([name]) => name)
      .sort(),
    mustEnrol: actor.mustEnrol ?? false,
  };
}
