import type { Transaction } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { directoryErrors } from '../../errors.ts';
import type { DirectoryTables } from '../tables.ts';
import { type Day, dayOf } from '../time/day.ts';
import { expandPermissions } from './expand-permissions.ts';
import { permissionsOf } from './reach.ts';
import { findNodeRights, lockAdministration } from './roles.repo.ts';

/** What an administrator must hold over the whole node, so that rights can still be put right. */
const NEEDED = ['directory.role.grant', 'directory.role.write', 'directory.person.write'];

/**
 * Called after a change that takes something away, in its transaction: is there still somebody with an account who can
 * give rights, today and on the day of the change? Two who remove one another come one after the other.
 * @throws directory.last_administrator
 */
export async function requireAdministrator(
  ctx: Context,
  trx: Transaction<DirectoryTables>,
  on: Day | null = null,
): Promise<void> {
  await lockAdministration(trx);
  const today = dayOf(ctx.platform.now());
  const known = permissionsOf(ctx.platform);
  for (const day of on !== null && on > today ? [today, on] : [today]) {
    const rights = await findNodeRights(trx, day);
    const byHat = Map.groupBy(rights, ({ personId, assignmentId }) => `${personId} ${assignmentId}`);
    const left = [...byHat.values()].some((held) => {
      const all = new Set(
        expandPermissions(
          held.flatMap((right) => right.permissions),
          known,
        ),
      );
      return NEEDED.every((permission) => !known.includes(permission) || all.has(permission));
    });
    if (!left) throw directoryErrors.fail('directory.last_administrator');
  }
}
