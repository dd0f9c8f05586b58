import type { Context } from '#platform/server/context.ts';
import { ChangeItem } from '../../contract.ts';
import type { MeetingsTables } from '../tables.ts';
import { requirePresenter } from './add-item.ts';
import { changeAgenda, requireItem } from './change-agenda.ts';
import { type ItemRecord, updateItem } from './items.repo.ts';

/** Changes what is given of an item. @throws meetings.item_not_found */
export async function changeItem(ctx: Context, sessionId: string, itemId: string, given: ChangeItem): Promise<void> {
  const input = ChangeItem.parse(given);
  await changeAgenda(ctx, sessionId, 'meetings.item.change', async (work) => {
    const before = requireItem(work.items, itemId);
    await requirePresenter(work, input.presenterId ?? null);
    const changes = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const after: ItemRecord = { ...before, ...changes };
    await updateItem(work.tx.as<MeetingsTables>(), after);
    return { itemId, before, after };
  });
}
