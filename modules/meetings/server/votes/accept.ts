import type { VoteState } from '../../contract.ts';
import { type Ballot, type BallotProblem, type Read, readBallot } from './ballot.ts';
import type { VoteForm } from './form.ts';

/** Who may vote in a vote, as it was frozen at the start. */
export interface Voter {
  id: string;
  /** In millionths. */
  weight: bigint;
  /** Who holds this person's vote; null where nobody does, or the body's rules know no proxies. */
  holder: string | null;
}

export interface Urn {
  state: VoteState;
  form: VoteForm;
  voters: ReadonlyMap<string, Voter>;
  proxies: { on: boolean; giverMayVote: boolean };
}

/** Who hands in a ballot: null where nobody is signed in. */
export type Acting = { id: string; inSession: boolean; present: boolean } | null;

export type CastProblem =
  | BallotProblem
  | 'not_open'
  | 'not_signed_in'
  | 'not_in_session'
  | 'not_present'
  | 'nobody_represented'
  | 'not_entitled'
  | 'proxies_off'
  | 'not_delegated'
  | 'vote_given_away'
  | 'already_voted';

/** What enters the urn. */
export interface Accepted {
  ballot: Ballot;
  voter: Voter;
}

/**
 * May this ballot enter, in the order of the checks that every voter is told of: the vote is open; who acts is signed in,
 * of the session, present; whom it is for is entitled; own or by proxy; it fits the form; the first one.
 *
 * `voted` is only a courtesy: two ballots at the same moment are held apart by a unique key.
 */
export function acceptBallot(
  urn: Urn,
  acting: Acting,
  represented: string | null,
  raw: unknown,
  voted: boolean,
): Read<Accepted, CastProblem> {
  if (urn.state !== 'started') return refuse('not_open');
  if (acting === null) return refuse('not_signed_in');
  if (!acting.inSession) return refuse('not_in_session');
  if (!acting.present) return refuse('not_present');
  if (represented === null) return refuse('nobody_represented');
  const voter = urn.voters.get(represented);
  if (voter === undefined) return refuse('not_entitled');
  const proxy = problemOfProxy(urn, acting.id, voter);
  if (proxy !== null) return refuse(proxy);
  const ballot = readBallot(urn.form, raw);
  if (!ballot.ok) return ballot;
  if (voted) return refuse('already_voted');
  return { ok: true, value: { ballot: ballot.value, voter } };
}

function problemOfProxy({ proxies }: Urn, acting: string, { id, holder }: Voter): CastProblem | null {
  if (acting === id) return proxies.on && !proxies.giverMayVote && holder !== null ? 'vote_given_away' : null;
  if (!proxies.on) return 'proxies_off';
  return holder === acting ? null : 'not_delegated';
}

const refuse = (problem: CastProblem) => ({ ok: false, problem }) as const;
