import type { Kysely } from 'kysely';
import { z } from 'zod';
import { may, requirePermission, scopeOf } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, placeText, readCursor } from '#platform/server/paging.ts';
import type { GrantScope, Holder, RoleMatrix, RoleOffer } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { findLife } from '../agencies/agencies.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { expandPermissions } from './expand-permissions.ts';
import { beyondOwn } from './grant-role.ts';
import { listHolders as listRows } from './holders.repo.ts';
import { permissionsOf } from './reach.ts';
import { listRoles } from './roles.repo.ts';

const ROLES_MOST = 200;

/** Roles against permissions, and what the reader may do with each. */
export async function getRoleMatrix(ctx: Context): Promise<RoleMatrix> {
  requirePermission(ctx, 'directory.role.read');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const permissions = permissionsOf(ctx.platform).sort();
  const writes = may(ctx.actor, 'directory.role.write', null);
  const roles: RoleMatrix['roles'] = [];
  for (const role of await listRoles(db, dayOf(ctx.platform.now()), ROLES_MOST)) {
    const lacks = await beyondOwn(ctx, { scope: 'node', agencyId: null }, role.permissions);
    const change = writes && lacks === null;
    roles.push({
      ...role,
      covers: expandPermissions(role.permissions, permissions),
      can: { change, remove: change && role.holders === 0 },
      lacks,
    });
  }
  return { permissions, roles, can: { create: writes } };
}

/** Which roles the reader could give at a place, and the first permission that stands against each of the others. */
export async function offerRoles(ctx: Context, agencyId: string, scope: GrantScope): Promise<{ rows: RoleOffer[] }> {
  const place = { scope, agencyId: scope === 'node' ? null : agencyId };
  requirePermission(ctx, 'directory.role.grant', place.agencyId);
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  if (!(await findLife(db, agencyId))) throw directoryErrors.fail('directory.agency_not_found');
  const rows: RoleOffer[] = [];
  for (const role of await listRoles(db, dayOf(ctx.platform.now()), ROLES_MOST)) {
    const lacks = await beyondOwn(ctx, place, role.permissions);
    rows.push({ roleId: role.id, name: role.name, description: role.description, lacks });
  }
  return { rows };
}

interface ListHolders {
  roleId?: string | undefined;
  permission?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const place = z.tuple([placeText, placeText, placeId]);

/** Who holds a role or a permission today, where, and by which post; as far as the reader may read rights there. */
export async function listHolders(ctx: Context, { roleId, permission, cursor, limit }: ListHolders) {
  requirePermission(ctx, 'directory.role.read');
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const day = dayOf(ctx.platform.now());
  const known = permissionsOf(ctx.platform);
  const roles = await listRoles(db, day, ROLES_MOST);
  const giving = roles.filter(
    (role) =>
      (roleId === undefined || role.id === roleId) &&
      (permission === undefined || expandPermissions(role.permissions, known).includes(permission)),
  );
  const scope = scopeOf(ctx.actor, 'directory.role.read');
  const filter = {
    day,
    roleIds: giving.map((role) => role.id),
    agencies: scope === 'all' ? scope : [...scope],
  } as const;
  const after = cursor === undefined ? null : readCursor(cursor, place);
  const { rows, total } = await listRows(db, filter, after, limit + 1);
  const page = pageOf(rows, limit, (row) => [row.givenName, row.person.name, row.grantId]);
  const shown: Holder[] = page.rows.map(({ givenName: _givenName, ...row }) => row);
  return { rows: shown, next: page.next, total };
}
