import { v7 as uuidv7 } from 'uuid';
import { platformErrors } from '../../errors.ts';
import { requirePerson } from '../auth/actor.ts';
import type { Context } from '../context.ts';
import { transact } from '../database/transact.ts';
import { findViews, upsertView, VIEWS_MOST } from './saved-views.repo.ts';
import type { SavedViewTables } from './tables.ts';

interface NewView {
  screen: string;
  name: string;
  filters: Record<string, string>;
}

/** Saves filters of a screen under a name, over those of that name. @throws platform.not_signed_in, platform.too_many_views */
export async function saveView(ctx: Context, { screen, name, filters }: NewView): Promise<void> {
  const { personId } = requirePerson(ctx);
  await transact(ctx, async (tx) => {
    const trx = tx.as<SavedViewTables>();
    const known = await findViews(trx, personId, screen);
    const before = known.find((view) => view.name === name) ?? null;
    if (before === null && known.length >= VIEWS_MOST) throw platformErrors.fail('platform.too_many_views');
    const id = await upsertView(trx, {
      id: uuidv7(),
      person_id: personId,
      screen,
      name,
      filters: JSON.stringify(filters),
      changed_at: ctx.platform.now(),
    });
    const subject = { type: 'platform.saved_view', id };
    tx.audit({ action: 'platform.view.save', subject, before, after: { id, screen, name, filters } });
  });
}
