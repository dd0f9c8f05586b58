import type { Transaction } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { type Tx, transact } from '#platform/server/database/transact.ts';
import { agendaErrors } from '../../errors/agenda.ts';
import { meetingsErrors } from '../../errors.ts';
import { requireItem } from '../agenda/change-agenda.ts';
import { findItems, type ItemRecord } from '../agenda/items.repo.ts';
import { touchSession, writeJournal } from '../journal/write-journal.ts';
import { hasDuty, requireSeat, type Seat } from '../sessions/seat.ts';
import { lockSession, type SessionRecord } from '../sessions/sessions.repo.ts';
import type { MeetingsTables } from '../tables.ts';
import { speechesBetween } from './journal.ts';
import type { Caller, SpeakerList } from './list.ts';
import { listSettings, speakerSettings } from './settings.ts';
import { findAccounts, findEntries, setListClosed, writeAccounts, writeEntries } from './speakers.repo.ts';

/** What an act on a list has at hand: everything locked until the commit. */
export interface ListWork {
  tx: Tx;
  trx: Transaction<MeetingsTables>;
  seat: Seat;
  session: SessionRecord;
  item: ItemRecord;
  caller: Caller;
  /** The server's clock, milliseconds. */
  now: number;
}

/**
 * One act on the list of speakers of an item. Acts in one session follow one another: who comes second sees what the
 * first one did, and is refused in words where it no longer fits. Answers the session's version.
 * @throws meetings.session_not_found, meetings.item_not_found, meetings.item_state, meetings.session_state, and what the
 * rules of the list refuse
 */
export async function onList(
  ctx: Context,
  sessionId: string,
  itemId: string,
  action: string,
  act: (list: SpeakerList, work: ListWork) => SpeakerList | Promise<SpeakerList>,
): Promise<number> {
  const seat = await requireSeat(ctx, sessionId);
  return await transact(ctx, async (tx) => {
    const trx = tx.as<MeetingsTables>();
    const session = (await lockSession(trx, sessionId)) ?? seat.session;
    if (session.state === 'closed' || session.state === 'cancelled')
      throw meetingsErrors.fail('meetings.session_state');
    const item = requireItem(await findItems(trx, sessionId), itemId);
    if (['closed', 'postponed', 'withdrawn'].includes(item.state)) throw agendaErrors.fail('meetings.item_state');
    const before = await loadList(trx, session, item);
    const now = ctx.platform.now().getTime();
    const after = await act(before, { tx, trx, seat, session, item, caller: callerOf(seat), now });
    const subject = { type: 'meetings.item', id: itemId };
    const unitId = session.agencyId;
    tx.audit({ action, subject, unitId, before: told(before), after: told(after) });
    return await writeList(ctx, tx, { session, item, actorId: seat.participant?.id ?? null }, before, after);
  });
}

/** Who acts on lists: chair and secretary keep them; whoever takes part may speak, staff only by duty. */
export function callerOf(seat: Seat): Caller {
  const manages = hasDuty(seat, 'chair', 'secretary');
  const speaks = seat.participant !== null && (manages || seat.participant.kind !== 'staff');
  return { participantId: seat.participant?.id ?? null, manages, speaks };
}

export async function loadList(
  trx: Parameters<typeof findEntries>[0],
  session: SessionRecord,
  item: ItemRecord,
): Promise<SpeakerList> {
  const settings = speakerSettings(session);
  const [entries, accounts] = await Promise.all([findEntries(trx, item.id), findAccounts(trx, item.id)]);
  return {
    settings: listSettings(settings),
    closed: item.listClosed,
    categories: settings.orderCategories,
    entries,
    accounts,
  };
}

export interface ListPlace {
  session: SessionRecord;
  item: ItemRecord;
  /** Who did it; null for the system. */
  actorId: string | null;
}

/** Writes a list's new state with its entries in the journal, and tells the screens. Answers the version. */
export async function writeList(
  ctx: Context,
  tx: Tx,
  { session, item, actorId }: ListPlace,
  before: SpeakerList,
  after: SpeakerList,
): Promise<number> {
  const trx = tx.as<MeetingsTables>();
  const now = ctx.platform.now();
  const place = { sessionId: session.id, itemId: item.id, now };
  await writeEntries(trx, place, before.entries, after.entries);
  await writeAccounts(trx, item.id, before.accounts, after.accounts);
  if (after.closed !== before.closed) await setListClosed(trx, item.id, after.closed);
  const entries = speechesBetween(before, after, item.id, now.getTime());
  return Number(
    entries.length > 0 ? await writeJournal(ctx, tx, session.id, actorId, entries) : await touchSession(tx, session.id),
  );
}

/** A list as the audit keeps it: what is there and in which order, without what the settings say. */
const told = ({ closed, entries, accounts }: SpeakerList) => ({ closed, entries, accounts });
