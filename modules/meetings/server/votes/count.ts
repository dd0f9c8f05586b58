import type { Answer } from '../../contract.ts';
import type { Ballot } from './ballot.ts';
import type { VoteForm } from './form.ts';
import { ONE } from './millionths.ts';

/** In millionths; null: not known (nobody typed it in), which is not zero. */
export type Figure = bigint | null;

export type Answers = Record<Answer, Figure>;

/** What a vote came to. */
export interface Tally {
  options: Readonly<Record<string, Answers>>;
  /** Answers to all options at once; they stand apart from the options'. */
  toAll: Answers;
  /** Weights of valid ballots: one ballot is one, however many options it answers. */
  valid: Figure;
  /** Only paper can be invalid. */
  invalid: Figure;
  cast: Figure;
}

export interface Weighed {
  ballot: Ballot;
  weight: bigint;
}

/** Counts ballots. The order in which they come makes no difference. */
export function count(form: VoteForm, ballots: Iterable<Weighed>): Tally {
  const options = new Map(form.options.map((option) => [option, zero()]));
  const toAll = zero();
  let valid = 0n;
  for (const { ballot, weight } of ballots) {
    valid += weight;
    if ('all' in ballot) {
      toAll[ballot.all] += weight;
      continue;
    }
    for (const [option, given] of Object.entries(ballot.options)) {
      const sums = options.get(option);
      if (sums === undefined) throw new Error(`A ballot answers the option ${option}, which the vote does not have.`);
      if (typeof given === 'number') sums[form.strike ? 'no' : 'yes'] += weight * BigInt(given);
      else sums[given] += weight;
    }
  }
  return { options: Object.fromEntries(options), toAll, valid, invalid: 0n, cast: valid };
}

const zero = (): Record<Answer, bigint> => ({ yes: 0n, no: 0n, abstain: 0n });

/** Figures of one option as majorities take them: who answered all options answered this one too. */
export function figuresOf(tally: Tally, option: string): Answers {
  const own = tally.options[option];
  if (own === undefined) throw new Error(`The vote has no option ${option}.`);
  // An answer to all that nobody typed in was not on the paper.
  const sum = (answer: Answer) => (own[answer] === null ? null : own[answer] + (tally.toAll[answer] ?? 0n));
  return { yes: sum('yes'), no: sum('no'), abstain: sum('abstain') };
}

/** The weight where the body weighs votes: in the session, else the person's own, else one. */
export function weightOf(weighed: boolean, inSession: bigint | null, own: bigint | null): bigint {
  return weighed ? (inSession ?? own ?? ONE) : ONE;
}
