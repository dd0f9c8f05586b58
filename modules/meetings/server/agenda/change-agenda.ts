import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { agendaErrors } from '../../errors/agenda.ts';
import { touchSession } from '../journal/write-journal.ts';
import { requirePreparer, type Seat } from '../sessions/seat.ts';
import { lockSession, type SessionRecord } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { findItems, type ItemRecord } from './items.repo.ts';

/** What a verb of the agenda works on: the items as they stand, locked with their session. */
export interface AgendaWork {
  seat: Seat;
  session: SessionRecord;
  items: ItemRecord[];
  tx: Tx;
}

/**
 * One act of preparing the agenda: permission, lock, the act's own changes, audit by its item, and a word to the screens.
 * The act answers what it changed: the item (or the session) with before and after.
 * @throws meetings.session_not_found, platform.forbidden, meetings.session_state
 */
export async function changeAgenda(
  ctx: Context,
  sessionId: string,
  action: string,
  act: (work: AgendaWork) => Promise<{ itemId?: string; before: unknown; after: unknown }>,
): Promise<void> {
  const seat = await requirePreparer(ctx, sessionId);
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = (await lockSession(trx, sessionId)) ?? seat.session;
    const { itemId, before, after } = await act({ seat, session, items: await findItems(trx, sessionId), tx });
    const subject =
      itemId === undefined ? { type: 'meetings.session', id: sessionId } : { type: 'meetings.item', id: itemId };
    tx.audit({ action, subject, unitId: session.agencyId, before, after });
    await touchSession(tx, sessionId);
  });
}

/** @throws meetings.item_not_found */
export function requireItem<Item extends { id: string }>(items: readonly Item[], id: string): Item {
  const item = items.find((one) => one.id === id);
  if (!item) throw agendaErrors.fail('meetings.item_not_found');
  return item;
}
