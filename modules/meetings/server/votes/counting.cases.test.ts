import { expect, test } from 'vitest';
import { idOf, readCases } from '../testing/read-cases.ts';
import { type Answers, count, type Tally } from './count.ts';
import { stateAfter } from './states.ts';
import {
  answerOf,
  type CaseBallot,
  type CasePerson,
  type CaseSettings,
  type CaseVote,
  formOf,
  openCase,
  sixDecimals,
} from './testing/case-urn.ts';
import { readTyped, type TypedNumbers } from './typed-in.ts';

type Numbers = Record<'yes' | 'no' | 'abstain', string | null>;

interface CountingCase {
  case?: string;
  given: { settings?: CaseSettings; vote: CaseVote; people?: CasePerson[] };
  cast?: CaseBallot[];
  closedBy?: 'publish';
  do?: { act: 'create' | 'enter' | 'change'; numbers?: TypedNumbers; publish?: boolean; method?: CaseVote['method'] }[];
  expect: {
    refused?: string | null;
    state?: string;
    options?: Record<string, Partial<Numbers>>;
    toAll?: Partial<Numbers>;
    totals?: Record<'valid' | 'invalid' | 'cast', string>;
    voted?: string[];
    votedCount?: number;
    ballotCount?: number;
    answers?: number;
    ballots?: { for: null }[];
    entitledAtStop?: object[];
  };
}

/** Where we part from a case on purpose; the module's README tells the same. */
const OURS: Record<string, string> = {
  'typed in: the method is changed and abstentions typed in at once':
    '"a majority, not counted" is no number: what nobody counted cannot be counted again',
};

const cases = readCases<CountingCase>('counting');

test('all cases are here', () => expect(cases).toHaveLength(30));

for (const one of cases) {
  for (const kind of [one.given.vote.kind, ...((one.same_for ?? []) as CaseVote['kind'][])]) {
    test(`${one.case} (${kind})`, () => {
      const given = { ...one.given, vote: { ...one.given.vote, kind } };
      expect.hasAssertions();
      if (one.do) typedIn({ ...one, given });
      else counted({ ...one, given });
    });
  }
}

function counted({ given, cast = [], expect: wanted }: CountingCase): void {
  const urn = openCase(given);
  const each = cast.flatMap((ballot): CaseBallot[] =>
    ballot.by === 'each' ? urn.people.map(({ id }) => ({ ...ballot, by: id, for: id })) : [ballot],
  );
  for (const ballot of each) expect(urn.cast(ballot) !== null).toBe(ballot.refused ?? false);
  compare(count(urn.urn.form, urn.ballots), wanted);
  const { voted, votedCount, ballotCount, answers, ballots, entitledAtStop } = wanted;
  if (voted) expect([...urn.marks.keys()]).toEqual(voted);
  if (votedCount !== undefined) expect(urn.marks.size).toBe(votedCount);
  if (ballotCount !== undefined) expect(urn.ballots).toHaveLength(ballotCount);
  if (ballots) expect(urn.ballots.map((ballot) => ({ for: ballot.for }))).toEqual(ballots);
  if (answers !== undefined) {
    const single = urn.ballots.flatMap(({ ballot }) => ('all' in ballot ? ['all'] : Object.keys(ballot.options)));
    expect(single).toHaveLength(answers);
  }
  if (entitledAtStop) expect(urn.snapshot()).toEqual(entitledAtStop);
}

function typedIn({ case: name, given, do: acts = [], expect: wanted }: CountingCase): void {
  let form = formOf(given.vote);
  let state: string = given.vote.state ?? 'created';
  let refused: string | null = null;
  let tally: Tally | null = null;
  for (const act of acts) {
    if (act.act === 'change') {
      form = formOf({ ...given.vote, method: act.method ?? given.vote.method });
      continue;
    }
    const typed = readTyped(form, act.numbers === undefined ? {} : inOurWords(act.numbers));
    if ('refused' in typed) {
      refused = typed.refused;
      continue;
    }
    tally = typed;
    const next = stateAfter({ state: 'created', visibility: 'by_hand', hasBallots: false }, 'enter');
    state = act.publish === true ? 'published' : typeof next === 'string' ? next : next.refused;
  }
  if (OURS[name ?? ''] !== undefined) return expect(refused).toBe('number_wrong');
  expect(refused).toBe(wanted.refused === 'the answer does not fit the method' ? 'answer_unfit' : null);
  if (refused !== null) return;
  if (wanted.state) expect(state).toBe(wanted.state);
  compare(tally as Tally, wanted);
}

function inOurWords({ options = {}, ...rest }: TypedNumbers): TypedNumbers {
  return {
    ...rest,
    options: Object.fromEntries(Object.entries(options).map(([id, numbers]) => [idOf(answerOf(id)), numbers])),
  };
}

function compare(tally: Tally, { options = {}, toAll, totals }: CountingCase['expect']): void {
  for (const [id, numbers] of Object.entries(options)) {
    expect(inDecimals(tally.options[idOf(id)] as Answers)).toMatchObject(numbers);
  }
  if (toAll) expect(inDecimals(tally.toAll)).toMatchObject(toAll);
  if (totals) {
    const { valid, invalid, cast } = tally;
    expect({ valid: sixDecimals(valid), invalid: sixDecimals(invalid), cast: sixDecimals(cast) }).toEqual(totals);
  }
}

const inDecimals = ({ yes, no, abstain }: Answers) => ({
  yes: sixDecimals(yes),
  no: sixDecimals(no),
  abstain: sixDecimals(abstain),
});
