import type { Access } from '../../contract.ts';
import { platformErrors } from '../../errors.ts';
import { requirePermission, requirePerson } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import { isSetUp } from '../set-up.repo.ts';

/** @throws platform.not_signed_in, platform.forbidden, platform.second_factor_needed, platform.already_set_up */
export async function checkAccess(ctx: Context, access: Access): Promise<void> {
  const open = access.kind === 'public' || (access.kind === 'signed-in' && access.beforeEnrolment);
  if (!open) refuseBeforeEnrolment(ctx);
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

/** Who must set up a second factor may do nothing else before. @throws platform.second_factor_needed */
export function refuseBeforeEnrolment({ actor }: Context): void {
  if (actor.kind === 'person' && actor.mustEnrol) throw platformErrors.fail('platform.second_factor_needed');
}
