import type { Access } from '../../contract.ts';
import { platformErrors } from '../../errors.ts';
import { requirePermission, requirePerson } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import { isSetUp } from '../set-up.repo.ts';

/** @throws platform.not_signed_in, platform.forbidden, platform.already_set_up */
export async function checkAccess(ctx: Context, access: Access): Promise<void> {
  switch (access.kind) {
    case 'public':
      return;
    case 'set-up':
      if (await isSetUp(ctx.platform)) throw platformErrors.fail('platform.already_set_up');
      return;
    case 'signed-in':
      requirePerson(ctx);
      return;
    case 'permission':
      requirePermission(ctx, access.permission);
  }
}
