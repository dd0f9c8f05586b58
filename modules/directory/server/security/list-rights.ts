import type { Kysely } from 'kysely';
import { z } from 'zod';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { AuthTables } from '#platform/server/auth/tables.ts';
import type { Context } from '#platform/server/context.ts';
import { pageOf, placeId, placeText, readCursor } from '#platform/server/paging.ts';
import type { RightRow } from '../../contract/security.ts';
import { expandPermissions } from '../roles/expand-permissions.ts';
import { permissionsOf } from '../roles/reach.ts';
import { listRoles } from '../roles/roles.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { dayOf } from '../time/day.ts';
import { findPeopleWithFactor, listRights as listRows } from './security.repo.ts';

const ROLES = 500;
const byName = z.tuple([placeText, placeText, placeId]);

interface Asked {
  q?: string | undefined;
  permission?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Who holds which right today, through which role and post. */
export async function listRights(ctx: Context, { q, permission, cursor, limit }: Asked) {
  requirePermission(ctx, 'directory.security.inspect', null);
  const { platform } = ctx;
  const db = platform.db as Kysely<DirectoryTables & AuthTables>;
  const day = dayOf(platform.now());
  const known = permissionsOf(platform);
  const roles = await listRoles(db as unknown as Kysely<DirectoryTables>, day, ROLES);
  const roleIds = roles
    .filter((role) => permission === undefined || expandPermissions(role.permissions, known).includes(permission))
    .map(({ id }) => id);
  const after = cursor === undefined ? null : readCursor(cursor, byName);
  const found = await listRows(db as unknown as Kysely<DirectoryTables>, { day, q, roleIds }, after, limit + 1);
  const { rows, next } = pageOf(found, limit, (row) => [row.givenName, row.personName, row.id]);
  const withFactor = await findPeopleWithFactor(
    db,
    rows.map(({ personId }) => personId),
  );
  return {
    rows: rows.map(
      (row): RightRow => ({
        id: row.id,
        person: { id: row.personId, name: row.personName },
        hasAccount: row.hasAccount,
        hasSecondFactor: withFactor.has(row.personId),
        role: { id: row.roleId, name: row.roleName, secondFactor: row.secondFactor },
        scope: row.scope,
        agency:
          row.agencyId !== null && row.agencyName !== null
            ? { id: row.agencyId, name: row.agencyName, shortName: row.agencyShortName ?? row.agencyName }
            : null,
        through: row.position === null ? null : { position: row.position, agency: row.postAgency ?? '' },
        from: row.from,
        to: row.to,
      }),
    ),
    next,
    total: null,
  };
}
