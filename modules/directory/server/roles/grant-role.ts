import type { Kysely } from 'kysely';
import { platformErrors } from '#platform/errors.ts';
import { type Reach, requirePermission, scopeOf } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { GrantRole } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { findLife } from '../agencies/agencies.repo.ts';
import { agencyTree } from '../agencies/tree.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { requirePerson } from '../people/require-person.ts';
import type { DirectoryTables } from '../tables.ts';
import { expandPermissions } from './expand-permissions.ts';
import { permissionsOf } from './reach.ts';
import { findRole, insertGrants } from './roles.repo.ts';
import { unitsOf } from './units-of.ts';

/**
 * Gives a person a role: for one agency, for it and all below, or for the node. Nobody gives what they do not hold
 * over all of it themselves. Answers the grant's id.
 * @throws directory.person_not_found, directory.role_not_found, directory.agency_not_found,
 *   directory.assignment_not_found, directory.period_invalid, directory.grant_beyond_own
 */
export async function grantRole(ctx: Context, personId: string, given: GrantRole): Promise<string> {
  requirePermission(ctx, 'directory.role.grant', given.scope === 'node' ? null : given.agencyId);
  const input = GrantRole.parse(given);
  requireShape(input);
  const db = ctx.platform.db as Kysely<DirectoryTables>;
  const role = await findRole(db, input.roleId);
  if (!role) throw directoryErrors.fail('directory.role_not_found');
  if (input.agencyId !== null && !(await findLife(db, input.agencyId))) {
    throw directoryErrors.fail('directory.agency_not_found');
  }
  await requireHeld(ctx, input, role.permissions);
  const grant = { personId, ...input };
  const id = await transact(ctx, async (tx) => {
    const trx = tx.as<DirectoryTables>();
    const { posts } = await requirePerson(ctx, trx, personId);
    if (input.assignmentId !== null) {
      if (!posts.some((post) => post.id === input.assignmentId))
        throw directoryErrors.fail('directory.assignment_not_found');
    }
    const [grantId = ''] = await insertGrants(trx, [grant]);
    tx.audit({
      action: 'directory.role.grant',
      subject: { type: 'directory.person', id: personId },
      unitId: input.agencyId,
      before: null,
      after: { id: grantId, role: role.code, ...grant },
    });
    tx.emit({ topic: CHANGED });
    return grantId;
  });
  forgetCache(ctx.platform);
  return id;
}

function requireShape({ scope, agencyId, from, to }: GrantRole): void {
  if (to !== null && to <= from) throw directoryErrors.fail('directory.period_invalid');
  if ((scope === 'node') === (agencyId === null)) return;
  const message = scope === 'node' ? 'Leave the agency out for the whole node.' : 'Name the agency.';
  throw platformErrors.fail('platform.input_invalid', {
    fields: [{ path: 'body.agencyId', code: 'directory.scope', message }],
  });
}

async function requireHeld(ctx: Context, input: GrantRole, entries: readonly string[]): Promise<void> {
  const beyond = await beyondOwn(ctx, input, entries);
  if (beyond === null) return;
  throw directoryErrors.fail('directory.grant_beyond_own', { detail: `You do not hold ${beyond} over all of it.` });
}

/** The first permission that the actor would give without holding it over all of the scope; null where there is none. */
export async function beyondOwn(
  ctx: Context,
  { scope, agencyId }: Pick<GrantRole, 'scope' | 'agencyId'>,
  entries: readonly string[],
): Promise<string | null> {
  const wanted: Reach =
    scope === 'node' || agencyId === null ? 'all' : unitsOf(scope, agencyId, await agencyTree(ctx.platform));
  const asked = ['directory.role.grant', ...expandPermissions(entries, permissionsOf(ctx.platform))];
  return asked.find((permission) => !contains(scopeOf(ctx.actor, permission), wanted)) ?? null;
}

/** Is all of what is wanted among what is held? */
export function contains(held: Reach, wanted: Reach): boolean {
  if (held === 'all') return true;
  return wanted !== 'all' && [...wanted].every((unit) => held.has(unit));
}
