import { v7 as uuidv7 } from 'uuid';
import { platformErrors } from '#platform/errors.ts';
import type { Context } from '#platform/server/context.ts';
import { AddItem, ITEMS_MOST } from '../../contract.ts';
import { agendaErrors } from '../../errors/agenda.ts';
import type { MeetingsTables } from '../tables.ts';
import { type AgendaWork, changeAgenda } from './change-agenda.ts';
import { type ItemRecord, insertItem, isParticipant } from './items.repo.ts';
import { LEVELS_MOST, lastWeight } from './tree.ts';
import { shades } from './visibility.ts';

/**
 * Puts an item last among its siblings; answers its id.
 * @throws meetings.item_parent_unknown, meetings.item_too_deep, meetings.item_subject_taken, meetings.items_most
 */
export async function addItem(ctx: Context, sessionId: string, given: AddItem): Promise<string> {
  const input = AddItem.parse(given);
  const id = uuidv7();
  await changeAgenda(ctx, sessionId, 'meetings.item.add', async (work) => {
    const { items, tx } = work;
    if (items.length >= ITEMS_MOST) throw agendaErrors.fail('meetings.items_most');
    if (input.parentId !== null) {
      const above = shades(items).get(input.parentId);
      if (!above) throw agendaErrors.fail('meetings.item_parent_unknown');
      if (above.level + 1 >= LEVELS_MOST) throw agendaErrors.fail('meetings.item_too_deep');
    }
    const taken = items.some(({ content, contentId }) => content === input.content && contentId === input.contentId);
    if (input.contentId !== null && taken) throw agendaErrors.fail('meetings.item_subject_taken');
    await requirePresenter(work, input.presenterId);
    const weight = lastWeight(items, input.parentId);
    const fresh = { state: 'planned', openedAt: null, closedAt: null, listClosed: false } as const;
    const item: ItemRecord = { id, number: '', weight, ...fresh, ...input };
    await insertItem(tx.as<MeetingsTables>(), work.session.id, item);
    return { itemId: id, before: null, after: item };
  });
  return id;
}

/** @throws platform.input_invalid */
export async function requirePresenter({ tx, session }: AgendaWork, id: string | null): Promise<void> {
  if (id === null || (await isParticipant(tx.as<MeetingsTables>(), session.id, id))) return;
  throw platformErrors.fail('platform.input_invalid', {
    fields: [
      {
        path: 'body.presenterId',
        code: 'meetings.presenter',
        message: 'Name a participant of this session, or write the presenter as text.',
      },
    ],
  });
}
