import { agendaErrors } from '../../errors/agenda.ts';

/** dự kiến, đang họp, tạm dừng, đã xong, hoãn, rút. */
export type ItemState = 'planned' | 'open' | 'paused' | 'closed' | 'postponed' | 'withdrawn';

/** Who may do it: the chair alone, or the secretary as well. */
export type Mover = 'chair' | 'secretary';

const MOVES: Record<ItemState, Partial<Record<ItemState, Mover>>> = {
  planned: { open: 'secretary', postponed: 'secretary', withdrawn: 'secretary' },
  open: { paused: 'chair', closed: 'chair' },
  paused: { open: 'chair', closed: 'chair', postponed: 'chair' },
  // Opened again, with a reason.
  closed: { open: 'chair' },
  postponed: { planned: 'chair' },
  withdrawn: {},
};

export const ITEM_STATES = Object.keys(MOVES) as ItemState[];

/** States the item may go to, for who leads the session or keeps its record. */
export function nextStates(from: ItemState, who: { chair: boolean; secretary: boolean }): ItemState[] {
  return ITEM_STATES.filter((to) => {
    const mover = MOVES[from][to];
    return mover !== undefined && (who.chair || (mover === 'secretary' && who.secretary));
  });
}

export interface StateChange {
  from: ItemState;
  to: ItemState;
  /** Another item of the session is open. */
  otherOpen: boolean;
  voteRuns: boolean;
  reason: string | null;
}

/**
 * May the item go there now? Who may do it is asked before.
 * @throws meetings.item_state, meetings.item_other_open, meetings.item_vote_runs, meetings.item_reason_needed
 */
export function checkStateChange({ from, to, otherOpen, voteRuns, reason }: StateChange): void {
  if (MOVES[from][to] === undefined) throw agendaErrors.fail('meetings.item_state');
  if (to === 'open' && otherOpen) throw agendaErrors.fail('meetings.item_other_open');
  if ((to === 'closed' || to === 'postponed') && voteRuns) throw agendaErrors.fail('meetings.item_vote_runs');
  if (from === 'closed' && to === 'open' && !reason?.trim()) throw agendaErrors.fail('meetings.item_reason_needed');
}

/** Does the chair alone do this? */
export const needsChair = (from: ItemState, to: ItemState): boolean => MOVES[from][to] === 'chair';
