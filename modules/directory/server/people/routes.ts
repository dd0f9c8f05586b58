import type { Kysely } from 'kysely';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Handlers } from '#platform/server/http/mount.ts';
import type { delegationRoutes, Person, peopleRoutes } from '../../contract.ts';
import { delegate } from '../delegations/delegate.ts';
import { delegationsOf, listDelegations } from '../delegations/list-delegations.ts';
import { revokeDelegation } from '../delegations/revoke-delegation.ts';
import { grantRole } from '../roles/grant-role.ts';
import { revokeGrant } from '../roles/revoke-grant.ts';
import { getRoleMatrix, listHolders, offerRoles } from '../roles/role-matrix.ts';
import { listRoles } from '../roles/roles.repo.ts';
import { changeRole, createRole, removeRole } from '../roles/write-role.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { assignPerson } from './assign-person.ts';
import { changeAssignment } from './change-assignment.ts';
import { changePerson } from './change-person.ts';
import { createPerson } from './create-person.ts';
import { endAssignment } from './end-assignment.ts';
import { endPerson } from './end-person.ts';
import { exportPeople } from './export-people.ts';
import { getPerson, personAfter } from './get-person.ts';
import { listPeople } from './list-people.ts';
import { listPositions } from './people.repo.ts';

type PeopleRoutes = typeof peopleRoutes & typeof delegationRoutes;

/** People, their posts, roles and what they lend: every change answers with the person as they are now. */
export const peopleHandlers: Handlers<PeopleRoutes> = {
  listPeople: (ctx, { query }) => listPeople(ctx, query),
  exportPeople: (ctx, { query }, { reply }) => exportPeople(ctx, query.format, query, reply),
  getPerson: (ctx, { params }) => getPerson(ctx, params.id),
  createPerson: async (ctx, { body }) => await personAfter(ctx, await createPerson(ctx, body)),
  changePerson: (ctx, { params, body }) => then(ctx, params.id, changePerson(ctx, params.id, body)),
  endPerson: (ctx, { params, body }) => then(ctx, params.id, endPerson(ctx, params.id, body)),
  assignPerson: (ctx, { params, body }) => then(ctx, params.id, assignPerson(ctx, params.id, body)),
  changeAssignment: async (ctx, { params, body }) =>
    await personAfter(ctx, await changeAssignment(ctx, params.id, body)),
  endAssignment: async (ctx, { params, body }) => await personAfter(ctx, await endAssignment(ctx, params.id, body)),
  async listPositions(ctx, { query }) {
    requirePermission(ctx, 'directory.person.read');
    return { rows: await listPositions(tables(ctx), query.limit) };
  },
  async listRoles(ctx, { query }) {
    requirePermission(ctx, 'directory.role.read');
    return { rows: await listRoles(tables(ctx), dayOf(ctx.platform.now()), query.limit) };
  },
  getRoleMatrix: (ctx) => getRoleMatrix(ctx),
  listHolders: (ctx, { query }) => listHolders(ctx, query),
  offerRoles: (ctx, { params, query }) => offerRoles(ctx, params.id, query.scope),
  async createRole(ctx, { body }) {
    await createRole(ctx, body);
    return await getRoleMatrix(ctx);
  },
  async changeRole(ctx, { params, body }) {
    await changeRole(ctx, params.id, body);
    return await getRoleMatrix(ctx);
  },
  async removeRole(ctx, { params }) {
    await removeRole(ctx, params.id);
    return await getRoleMatrix(ctx);
  },
  grantRole: (ctx, { params, body }) => then(ctx, params.id, grantRole(ctx, params.id, body)),
  revokeGrant: async (ctx, { params }) => await personAfter(ctx, await revokeGrant(ctx, params.id)),
  listDelegations: (ctx, { params }) => listDelegations(ctx, params.id),
  async delegate(ctx, { params, body }) {
    await delegate(ctx, params.id, body);
    return await delegationsOf(ctx, params.id);
  },
  revokeDelegation: async (ctx, { params }) => await delegationsOf(ctx, await revokeDelegation(ctx, params.id)),
};

async function then(ctx: Context, personId: string, work: Promise<unknown>): Promise<Person> {
  await work;
  return await personAfter(ctx, personId);
}

function tables(ctx: Context): Kysely<DirectoryTables> {
  return ctx.platform.db as Kysely<DirectoryTables>;
}
