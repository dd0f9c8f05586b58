import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Speakers } from '../../contract.ts';
import { agendaErrors } from '../../errors/agenda.ts';
import { findItems } from '../agenda/items.repo.ts';
import { visibleItems } from '../agenda/visibility.ts';
import { canPrepare, canSeeInternal, requireSeat } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { hasTheFloor, isOver, waiting } from './list.ts';
import { callerOf, loadList } from './on-list.ts';
import { speakerSettings } from './settings.ts';
import { showAccounts, showEntries } from './show-entries.ts';

const FINISHED_MOST = 200;

/** The list of speakers of an item. @throws meetings.session_not_found, meetings.item_not_found */
export async function getSpeakers(ctx: Context, sessionId: string, itemId: string): Promise<Speakers> {
  const seat = await requireSeat(ctx, sessionId);
  const db = ctx.platform.db as Kysely<MeetingsTables>;
  const internal = canSeeInternal(ctx.actor, seat);
  const seen = visibleItems(await findItems(db, sessionId), {
    seeInternal: internal,
    manage: canPrepare(ctx.actor, seat),
  });
  const item = seen.find(({ id }) => id === itemId);
  if (!item) throw agendaErrors.fail('meetings.item_not_found');
  const list = await loadList(db, seat.session, item);
  const settings = speakerSettings(seat.session);
  const finished = list.entries.filter(isOver).toSorted((a, b) => (b.endedAt as number) - (a.endedAt as number));
  const entries = [...list.entries.filter(hasTheFloor), ...waiting(list), ...finished.slice(0, FINISHED_MOST)];
  const now = ctx.platform.now().getTime();
  const caller = callerOf(seat);
  const goesOn = !['closed', 'postponed', 'withdrawn'].includes(item.state);
  return {
    itemId,
    closed: item.listClosed,
    entries: await showEntries(db, entries, { sessionId, settings, now, notes: internal }),
    accounts: await showAccounts(db, sessionId, list.accounts),
    settings,
    can: { enter: goesOn && caller.speaks && (!item.listClosed || caller.manages), manage: goesOn && caller.manages },
  };
}
