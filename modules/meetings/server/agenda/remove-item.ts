import type { Context } from '#platform/server/context.ts';
import { agendaErrors } from '../../errors/agenda.ts';
import type { MeetingsTables } from '../tables.ts';
import { changeAgenda, requireItem } from './change-agenda.ts';
import { deleteItem } from './items.repo.ts';

/** PostgreSQL: a row elsewhere refers to this one. */
const FOREIGN_KEY = '23503';

/**
 * Takes an item off the agenda. A topic goes with its item; a draft stays where it lives. What has been dealt with stays:
 * the record speaks of it.
 * @throws meetings.item_not_found, meetings.item_has_children, meetings.item_begun, meetings.item_in_use
 */
export async function removeItem(ctx: Context, sessionId: string, itemId: string): Promise<void> {
  await changeAgenda(ctx, sessionId, 'meetings.item.remove', async ({ items, tx }) => {
    const before = requireItem(items, itemId);
    if (items.some(({ parentId }) => parentId === itemId)) throw agendaErrors.fail('meetings.item_has_children');
    if (before.openedAt !== null) throw agendaErrors.fail('meetings.item_begun');
    await deleteItem(tx.as<MeetingsTables>(), itemId).catch((error: unknown) => {
      if ((error as { code?: string }).code !== FOREIGN_KEY) throw error;
      throw agendaErrors.fail('meetings.item_in_use', { cause: error });
    });
    return { itemId, before, after: null };
  });
}
