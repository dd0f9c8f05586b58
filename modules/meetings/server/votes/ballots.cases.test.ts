import { expect, test } from 'vitest';
import { readCases } from '../testing/read-cases.ts';
import type { CastProblem } from './accept.ts';
import {
  type CaseBallot,
  type CasePerson,
  type CaseSettings,
  type CaseVote,
  openCase,
  sixDecimals,
  valueOf,
} from './testing/case-urn.ts';

interface BallotCase {
  given: { settings?: CaseSettings; vote: CaseVote; people: CasePerson[] };
  cast: CaseBallot[];
  expect: {
    accepted: boolean;
    reason: string | null;
    counted?: { for: string; value: Record<string, unknown>; weight: string }[];
    voted?: string[];
    weight?: string;
    votedAsSeenBy?: Record<string, string[]>;
  };
}

/** The cases' words for our reasons. */
const REASONS: Partial<Record<CastProblem, string>> = {
  not_open: 'the vote is not open',
  not_signed_in: 'not logged in',
  not_present: 'the acting person is not present',
  nobody_represented: 'nobody votes for a person without a name',
  not_entitled: 'the represented person is not in an entitled group',
  proxies_off: 'delegation is off',
  not_delegated: 'this person has not delegated the vote to the acting person',
  vote_given_away: 'who gave away the vote may not vote',
  already_voted: 'already voted',
  form_wrong: 'wrong form of ballot',
  option_unknown: 'unknown option',
  answer_unfit: 'the answer does not fit the method',
  answer_to_all_refused: 'this answer to all is not allowed',
  amount_negative: 'an amount below 0',
  answers_outside_limits: 'the number of options answered is outside the limits',
  marks_outside_limits: 'the sum of the answers is outside the limits',
};

const cases = readCases<BallotCase>('ballots');

test('all cases are here', () => expect(cases).toHaveLength(82));

for (const { case: name, given, cast, expect: wanted, same_for = [] } of cases) {
  for (const kind of [given.vote.kind, ...(same_for as CaseVote['kind'][])]) {
    test(`${name} (${kind})`, () => {
      const urn = openCase({ ...given, vote: { ...given.vote, kind } });
      const last = cast.map((ballot) => urn.cast(ballot)).map((problem) => problem && (REASONS[problem] ?? problem));
      expect(last.slice(0, -1).every((problem) => problem === null)).toBe(true);
      expect(last.at(-1)).toBe(wanted.accepted ? null : wanted.reason);
      if (wanted.voted) expect([...urn.marks.keys()]).toEqual(wanted.voted);
      if (wanted.weight) expect(sixDecimals(urn.ballots.at(-1)?.weight ?? null)).toBe(wanted.weight);
      if (wanted.counted) {
        expect(
          urn.ballots.map(({ ballot, weight }) => ({ value: valueOf(ballot), weight: sixDecimals(weight) })),
        ).toEqual(wanted.counted.map(({ value, weight }) => ({ value: withoutZeros(value), weight })));
      }
      for (const [who, seen] of Object.entries(wanted.votedAsSeenBy ?? {})) {
        const mine = [...urn.marks.keys()].filter((id) => id === who || urn.urn.voters.get(id)?.holder === who);
        expect(mine).toEqual(seen);
      }
    });
  }
}

const withoutZeros = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).filter(([, amount]) => amount !== 0));
