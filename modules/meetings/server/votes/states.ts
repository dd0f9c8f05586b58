import type { Visibility, VoteState } from '../../contract.ts';

export type VoteAct = 'change' | 'start' | 'cast' | 'stop' | 'publish' | 'enter' | 'remove' | 'reset';

export type StateProblem =
  | 'not_created'
  | 'not_started'
  | 'not_open'
  | 'not_countable'
  | 'manual_is_typed_in'
  | 'only_manual_is_typed_in'
  | 'has_ballots';

/** What a state's moves depend on. */
export interface Standing {
  state: VoteState;
  visibility: Visibility;
  hasBallots: boolean;
}

/**
 * The state after an act, or why it cannot be done.
 *
 * There is no way back once a ballot has arrived, and no way to take the names off a named vote: who wants to vote again
 * opens a new round, and the old one stays.
 */
export function stateAfter(
  { state, visibility, hasBallots }: Standing,
  act: VoteAct,
): VoteState | { refused: StateProblem } {
  const byHand = visibility === 'by_hand';
  switch (act) {
    case 'change':
    case 'remove':
      return state === 'created' ? state : { refused: 'not_created' };
    case 'start':
      if (byHand) return { refused: 'manual_is_typed_in' };
      return state === 'created' ? 'started' : { refused: 'not_created' };
    case 'cast':
      return state === 'started' ? state : { refused: 'not_open' };
    case 'reset':
      if (state !== 'started') return { refused: 'not_started' };
      return hasBallots ? { refused: 'has_ballots' } : 'created';
    case 'stop':
      return state === 'started' ? 'finished' : { refused: 'not_started' };
    case 'enter':
      if (!byHand) return { refused: 'only_manual_is_typed_in' };
      return state === 'created' || state === 'finished' ? 'finished' : { refused: 'not_created' };
    case 'publish':
      return state === 'started' || state === 'finished' ? 'published' : { refused: 'not_countable' };
  }
}
