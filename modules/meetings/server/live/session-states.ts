import type { LiveStates } from '#platform/server/events/live-states.ts';
import { Audience } from '../../contract.ts';
import { requireSeat } from '../sessions/seat.ts';
import { audienceOf } from './get-live.ts';
import { liveState } from './live-state.ts';

const TOPIC = /^meetings\.session:([0-9a-f-]{36})$/;

/** The topic of a session carries what its screens show: to each audience its own. */
export const sessionStates: LiveStates = {
  async audience(ctx, topic) {
    const id = TOPIC.exec(topic)?.[1];
    if (id === undefined) return undefined;
    return await requireSeat(ctx, id).then(
      (seat) => audienceOf(ctx, seat),
      () => null,
    );
  },
  async state(platform, topic, audience) {
    return await liveState(platform, TOPIC.exec(topic)?.[1] ?? '', Audience.parse(audience));
  },
};
