import { platformErrors } from '../../errors.ts';
import { requirePerson } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import { transact } from '../database/transact.ts';
import { deleteView, findView } from './saved-views.repo.ts';
import type { SavedViewTables } from './tables.ts';

/** Removes one of the caller's own views; answers its screen. @throws platform.not_signed_in, platform.view_not_found */
export async function removeSavedView(ctx: Context, id: string): Promise<string> {
  const { personId } = requirePerson(ctx);
  return await transact(ctx, async (tx) => {
    const trx = tx.as<SavedViewTables>();
    const view = await findView(trx, personId, id);
    if (view === undefined) throw platformErrors.fail('platform.view_not_found');
    await deleteView(trx, id);
    tx.audit({
      action: 'platform.view.remove',
      subject: { type: 'platform.saved_view', id },
      before: view,
      after: null,
    });
    return view.screen;
  });
}
