import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Hat, Session } from '../../contract.ts';
import { findAgencies } from '../agencies/agencies.repo.ts';
import { findHats } from '../hats/hats.repo.ts';
import { findPerson } from '../people/people.repo.ts';
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
  const [person, found, [unit]] = await Promise.all([
    findPerson(db, actor.personId),
    findHats(db, actor.personId, day),
    actor.unitId === null ? [] : findAgencies(db, [actor.unitId], day),
  ]);
  if (!person) return null;
  const on = (hat: Omit<Hat, 'on'>) => hat.id === (actor.onBehalfOf?.delegationId ?? actor.assignmentId);
  const hats = found.map((hat) => ({ ...hat, on: on(hat) }));
  const worn = hats.find((hat) => hat.on);
  return {
    id: person.id,
    name: person.name,
    email: person.email ?? '',
    unit: unit ? { id: unit.id, name: unit.name, shortName: unit.shortName } : null,
    position: worn?.position ?? null,
    onBehalfOf: worn?.onBehalfOf ?? null,
    hats,
    permissions: [...actor.reach]
      .filter(([, reach]) => reach === 'all' || reach.size > 0)
      .map(([name]) => name)
      .sort(),
    mustEnrol: actor.mustEnrol ?? false,
  };
}
