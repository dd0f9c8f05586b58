import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { SetItemState } from '../../contract.ts';
import { meetingsErrors } from '../../errors.ts';
import type { JournalKind } from '../journal/journal-kinds.ts';
import { touchSession, writeJournal } from '../journal/write-journal.ts';
import { hasDuty, requireDuty } from '../sessions/seat.ts';
import { lockSession, type SessionRecord } from '../sessions/sessions.repo.ts';
import { loadList, writeList } from '../speakers/on-list.ts';
import { endAll, pauseAll } from '../speakers/word.ts';
import type { MeetingsTables } from '../tables.ts';
import type { VoteTables } from '../votes/tables.ts';
import { hasRunningVote } from '../votes/votes.repo.ts';
import { requireItem } from './change-agenda.ts';
import { runs } from './get-agenda.ts';
import { findItems, type ItemRecord, updateItem } from './items.repo.ts';
import { checkStateChange, type ItemState, needsChair } from './states.ts';

/**
 * Brings an item to another state. One item is open at most. What leaves the open state takes its speakers along: they
 * are paused with it, ended when it closes, and then the list takes nobody more.
 * @throws meetings.duty_missing, meetings.session_state, meetings.item_state, meetings.item_other_open,
 * meetings.item_vote_runs, meetings.item_reason_needed
 */
export async function setItemState(
  ctx: Context,
  sessionId: string,
  itemId: string,
  given: SetItemState,
): Promise<void> {
  const seat = await requireDuty(ctx, sessionId, 'chair', 'secretary');
  const { to, reason } = SetItemState.parse(given);
  await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = (await lockSession(trx, sessionId)) ?? seat.session;
    const items = await findItems(trx, sessionId);
    const before = requireItem(items, itemId);
    if (needsChair(before.state, to) && !hasDuty(seat, 'chair')) throw meetingsErrors.fail('meetings.duty_missing');
    const over = session.state === 'closed' || session.state === 'cancelled';
    if (over || (session.state !== 'open' && runs(before.state, to)))
      throw meetingsErrors.fail('meetings.session_state');
    const otherOpen = items.some(({ id, state }) => id !== itemId && state === 'open');
    checkStateChange({
      from: before.state,
      to,
      otherOpen,
      voteRuns: await hasRunningVote(tx.as<VoteTables>(), sessionId, itemId),
      reason,
    });
    await moveItem(ctx, tx, { session, item: before, actorId: seat.participant.id }, to, reason);
  });
}

/** The change itself, with its speakers, journal and audit; what may be is asked before. */
export async function moveItem(
  ctx: Context,
  tx: Tx,
  { session, item: before, actorId }: { session: SessionRecord; item: ItemRecord; actorId: string | null },
  to: ItemState,
  reason: string,
): Promise<void> {
  const trx = tx.as<MeetingsTables>();
  const now = ctx.platform.now();
  await settleSpeakers(ctx, tx, { session, item: before, actorId }, to);
  const after: ItemRecord = {
    ...before,
    state: to,
    openedAt: to === 'open' ? (before.openedAt ?? now) : before.openedAt,
    closedAt: to === 'closed' ? now : null,
    listClosed: to === 'closed' || (before.listClosed && before.state !== 'closed'),
  };
  await updateItem(trx, after);
  const subject = { type: 'meetings.item', id: before.id };
  tx.audit({ action: `meetings.item.${to}`, subject, unitId: session.agencyId, before, after });
  const kind = told(before.state, to);
  const data = { number: before.number, title: before.title, ...(reason !== '' && { reason }) };
  if (kind === null) await touchSession(tx, session.id);
  else await writeJournal(ctx, tx, session.id, actorId, [{ kind, itemId: before.id, data }]);
}

/** Pauses or ends whoever has the floor, as the item goes. */
async function settleSpeakers(
  ctx: Context,
  tx: Tx,
  place: { session: SessionRecord; item: ItemRecord; actorId: string | null },
  to: ItemState,
): Promise<void> {
  const { item, session } = place;
  if (item.state !== 'open' && item.state !== 'paused') return;
  if (to === 'open') return;
  const list = await loadList(tx.as<MeetingsTables>(), session, item);
  const now = ctx.platform.now().getTime();
  const after = to === 'paused' ? pauseAll(list, now) : endAll(list, now);
  if (after !== list) await writeList(ctx, tx, place, list, after);
}

function told(from: ItemState, to: ItemState): JournalKind | null {
  if (to === 'open') return from === 'paused' ? 'item_resumed' : from === 'closed' ? 'item_reopened' : 'item_opened';
  return to === 'planned' ? null : `item_${to}`;
}
