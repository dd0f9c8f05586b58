import { v7 as uuidv7 } from 'uuid';
import { requirePermission } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import { transact } from '#platform/server/database/transact.ts';
import { WriteRole } from '../../contract.ts';
import { directoryErrors } from '../../errors.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { withMeaning } from '../constraints.ts';
import type { DirectoryTables } from '../tables.ts';
import { beyondOwn } from './grant-role.ts';
import { requireAdministrator } from './last-administrator.ts';
import { deleteRole, insertRole, takeRole, updateRole, wasEverHeld } from './roles.repo.ts';

/**
 * Makes a role. It can be given anywhere, so its maker must hold all of it over the whole node. Answers its id.
 * @throws directory.role_name_taken, directory.grant_beyond_own
 */
export async function createRole(ctx: Context, given: WriteRole): Promise<string> {
  requirePermission(ctx, 'directory.role.write', null);
  const input = WriteRole.parse(given);
  await requireHeldEverywhere(ctx, input.permissions);
  const id = uuidv7();
  const role = { id, code: `role_${id.replaceAll('-', '')}`, ...input };
  await withMeaning(
    transact(ctx, async (tx) => {
      await insertRole(tx.as<DirectoryTables>(), role);
      tx.audit({
        action: 'directory.role.create',
        subject: { type: 'directory.role', id },
        before: null,
        after: role,
      });
      tx.emit({ topic: CHANGED });
    }),
  );
  forgetCache(ctx.platform);
  return id;
}

/**
 * Changes a role for all who hold it. Nobody changes a role that holds more than they do themselves.
 * @throws directory.role_not_found, directory.role_name_taken, directory.grant_beyond_own, directory.last_administrator
 */
export async function changeRole(ctx: Context, id: string, given: WriteRole): Promise<void> {
  requirePermission(ctx, 'directory.role.write', null);
  const input = WriteRole.parse(given);
  await withMeaning(
    transact(ctx, async (tx) => {
      const trx = tx.as<DirectoryTables>();
      const role = await takeRole(trx, id);
      if (!role) throw directoryErrors.fail('directory.role_not_found');
      await requireHeldEverywhere(ctx, [...role.permissions, ...input.permissions]);
      await updateRole(trx, id, input);
      await requireAdministrator(ctx, trx);
      tx.audit({
        action: 'directory.role.change',
        subject: { type: 'directory.role', id },
        before: { name: role.name, description: role.description, permissions: role.permissions },
        after: input,
      });
      tx.emit({ topic: CHANGED });
    }),
  );
  forgetCache(ctx.platform);
}

/**
 * Removes a role that nobody ever held; one that somebody held stays, so that the past can be read.
 * @throws directory.role_not_found, directory.role_held, directory.grant_beyond_own
 */
export async function removeRole(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'directory.role.write', null);
  await transact(ctx, async (tx) => {
    const trx = tx.as<DirectoryTables>();
    const role = await takeRole(trx, id);
    if (!role) throw directoryErrors.fail('directory.role_not_found');
    await requireHeldEverywhere(ctx, role.permissions);
    if (await wasEverHeld(trx, id)) throw directoryErrors.fail('directory.role_held');
    await deleteRole(trx, id);
    tx.audit({ action: 'directory.role.remove', subject: { type: 'directory.role', id }, before: role, after: null });
    tx.emit({ topic: CHANGED });
  });
  forgetCache(ctx.platform);
}

async function requireHeldEverywhere(ctx: Context, permissions: readonly string[]): Promise<void> {
  const beyond = await beyondOwn(ctx, { scope: 'node', agencyId: null }, permissions);
  if (beyond === null) return;
  throw directoryErrors.fail('directory.grant_beyond_own', {
    detail: `You do not hold ${beyond} over the whole node.`,
  });
}
