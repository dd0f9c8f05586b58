import type { LiveMe, LiveState } from '../../contract.ts';

/**
 * What a person in a session does next, as screens propose it. `subject` is the item or entry that it is about. Votes put
 * theirs before these.
 */
export interface NextStep {
  step:
    | 'open_session'
    | 'resume_session'
    | 'open_item'
    | 'resume_item'
    | 'give_word'
    | 'resume_word'
    | 'end_word'
    | 'close_item'
    | 'close_session'
    | 'speak'
    | 'speak_next'
    | 'wait_turn'
    | 'listen'
    | 'none';
  subject: string | null;
}

const step = (name: NextStep['step'], subject: string | null = null): NextStep => ({ step: name, subject });

export function nextStep(state: LiveState, me: Pick<LiveMe, 'participantId' | 'duties'>): NextStep {
  const chair = me.duties.includes('chair');
  const { session } = state;
  if (session.state === 'invited') return step(chair ? 'open_session' : 'none');
  if (session.state === 'paused') return step(chair ? 'resume_session' : 'none');
  if (session.state !== 'open') return step('none');
  return chair ? forChair(state) : forParticipant(state, me.participantId);
}

function forChair({ item, nextItem, floor, waiting }: LiveState): NextStep {
  if (item?.state === 'open') {
    const speaking = floor.find(({ state }) => state === 'speaking');
    if (speaking) return step('end_word', speaking.id);
    const [paused] = floor;
    if (paused) return step('resume_word', paused.id);
    const [first] = waiting;
    return first ? step('give_word', first.id) : step('close_item', item.id);
  }
  if (item?.state === 'paused') return step('resume_item', item.id);
  return nextItem ? step('open_item', nextItem.id) : step('close_session');
}

function forParticipant({ floor, waiting }: LiveState, participantId: string | null): NextStep {
  if (participantId === null) return step('listen');
  const mine = floor.find((entry) => entry.participantId === participantId && entry.state === 'speaking');
  if (mine) return step('speak', mine.id);
  const at = waiting.findIndex((entry) => entry.participantId === participantId);
  const entry = waiting[at];
  if (!entry) return step('listen');
  return step(at === 0 ? 'speak_next' : 'wait_turn', entry.id);
}
