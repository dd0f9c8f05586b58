import type { Vote } from '../../contract.ts';
import { type NextStep, nextStep } from './next-step.ts';
import type { Room } from './use-room.ts';

export interface RoomStep {
  step: NextStep['step'] | 'start_vote' | 'stop_vote' | 'publish_vote' | 'vote';
  subject: string | null;
}

/** What the reader does next. Votes come before the word: while one runs, all else waits for it. */
export function roomStep({ state, me, votes }: Pick<Room, 'state' | 'me' | 'votes'>): RoomStep {
  const here = votes.filter(({ itemId }) => itemId === state.item?.id);
  const running = here.find((vote) => vote.state === 'started');
  if (state.session.state === 'open') {
    if (me.duties.includes('chair')) {
      const ended = here.find((vote) => vote.state === 'finished');
      if (running && allIn(running)) return { step: 'stop_vote', subject: running.id };
      if (ended) return { step: 'publish_vote', subject: ended.id };
      const planned = here.find((vote) => vote.state === 'created');
      if (planned && state.item?.state === 'open' && state.floor.length === 0 && state.waiting.length === 0) {
        return { step: 'start_vote', subject: planned.id };
      }
      if (running) return { step: 'stop_vote', subject: running.id };
    } else if (running && me.votes) return { step: 'vote', subject: running.id };
  }
  return nextStep(state, me);
}

/** Has everybody voted who was there? */
function allIn({ castCount, presentCount }: Vote): boolean {
  return presentCount !== null && castCount >= presentCount;
}
