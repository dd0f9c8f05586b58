import type { Context } from '#platform/server/context.ts';
import type { Audience, Live } from '../../contract.ts';
import { canSeeInternal, hasDuty, requireSeat, type Seat } from '../sessions/seat.ts';
import { liveState } from './live-state.ts';

/** What every screen of the session shows now, and who the caller is there. @throws meetings.session_not_found */
export async function getLive(ctx: Context, sessionId: string): Promise<Live> {
  const seat = await requireSeat(ctx, sessionId);
  const audience = audienceOf(ctx, seat);
  const { participant } = seat;
  return {
    state: await liveState(ctx.platform, sessionId, audience),
    me: {
      participantId: participant?.id ?? null,
      duties: participant?.duties ?? [],
      placeId: participant?.placeId ?? null,
      votes: participant?.votes ?? false,
      audience,
    },
    now: ctx.platform.now().toISOString(),
  };
}

export function audienceOf({ actor }: Context, seat: Seat): Audience {
  const office = hasDuty(seat, 'chair', 'secretary', 'counting');
  if (canSeeInternal(actor, seat)) return office ? 'office' : 'internal';
  return office ? 'counting' : 'common';
}
