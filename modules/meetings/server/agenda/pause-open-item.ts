import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database/transact.ts';
import type { SessionRecord } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { findItems } from './items.repo.ts';
import { moveItem } from './set-item-state.ts';

/** A session that is adjourned, locked by the caller, adjourns its open item too, and with it whoever speaks. */
export async function pauseOpenItem(
  ctx: Context,
  tx: Tx,
  session: SessionRecord,
  actorId: string | null,
): Promise<void> {
  const items = await findItems(tx.as<MeetingsTables>(), session.id);
  const item = items.find(({ state }) => state === 'open');
  if (item) await moveItem(ctx, tx, { session, item, actorId }, 'paused', '');
}
