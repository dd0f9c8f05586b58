import type { Kysely } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { type Agenda, AgendaSettings } from '../../contract.ts';
import { canPrepare, canSeeInternal, hasDuty, requireSeat, type Seat } from '../sessions/seat.ts';
import type { MeetingsTables } from '../tables.ts';
import { findItems, type ItemRecord } from './items.repo.ts';
import { planItems } from './plan.ts';
import { nextStates } from './states.ts';
import { childrenOf } from './tree.ts';
import { shades, visibleItems } from './visibility.ts';

/** The agenda as the caller may see it. @throws meetings.session_not_found */
export async function getAgenda(ctx: Context, sessionId: string): Promise<Agenda> {
  const seat = await requireSeat(ctx, sessionId);
  const items = await findItems(ctx.platform.db as Kysely<MeetingsTables>, sessionId);
  return agendaFor(ctx, seat, items);
}

export const agendaSettings = ({ session }: Seat): AgendaSettings =>
  AgendaSettings.parse(session.settings['agenda'] ?? {});

function agendaFor({ actor }: Context, seat: Seat, items: readonly ItemRecord[]): Agenda {
  const prepare = canPrepare(actor, seat);
  const internal = canSeeInternal(actor, seat);
  const who = { chair: hasDuty(seat, 'chair'), secretary: hasDuty(seat, 'secretary') };
  const seen = shades(items);
  const children = childrenOf(items);
  const times = timesOf(seat, items);
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  return {
    items: visibleItems(items, { seeInternal: internal, manage: prepare }).map((item) => {
      const { weight: _, ...fields } = item;
      const shade = seen.get(item.id) ?? { level: 0, internal: false, hidden: false };
      const time = times.get(item.id);
      const begun = item.openedAt !== null;
      return {
        ...fields,
        ...shade,
        comment: internal ? item.comment : '',
        openedAt: iso(item.openedAt),
        closedAt: iso(item.closedAt),
        plannedAt: time ? new Date(time.planned).toISOString() : null,
        expectedAt: time?.expected ? new Date(time.expected).toISOString() : null,
        can: {
          change: prepare,
          remove: prepare && !begun && !children.has(item.id),
          states: nextStates(item.state, who).filter((to) => seat.session.state === 'open' || !runs(item.state, to)),
        },
      };
    }),
    settings: agendaSettings(seat),
    can: { prepare },
  };
}

/** Is this a move that only a running session makes? */
export const runs = (...states: readonly string[]): boolean =>
  states.some((state) => state === 'open' || state === 'paused' || state === 'closed');

/** Planned and expected starts of the items that all see. */
export function timesOf({ session }: Pick<Seat, 'session'>, items: readonly ItemRecord[]) {
  const planned = items.map((item) => ({
    ...item,
    duration: (item.seconds ?? 0) * 1_000,
    breakAfter: item.breakAfter * 1_000,
    openedAt: item.openedAt?.getTime() ?? null,
    closedAt: item.closedAt?.getTime() ?? null,
  }));
  return planItems(planned, session.startsAt.getTime(), session.openedAt?.getTime() ?? null);
}
