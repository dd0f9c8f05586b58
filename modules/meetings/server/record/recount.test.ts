import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordedVote, VotesRecord } from '../../contract.ts';
import { count } from '../votes/count.ts';
import { electorateToFigures, outcomesOf, tallyToText } from '../votes/figures.ts';
import { ONE } from '../votes/millionths.ts';
import { recount } from './recount.ts';

const OPTION = '00000000-0000-4000-8000-000000000001';
type Said = 'yes' | 'no' | 'abstain';

/** A named vote in which the first people say this, of so many. */
function recordOf(said: readonly Said[], members: number): VotesRecord {
  const form = {
    method: 'approval',
    abstain: true,
    strike: false,
    least: 1,
    most: 1,
    perOption: 1,
    toAll: [],
  } as const;
  const ballots = said.map((each, at) => ({
    voter: at + 1,
    acting: at + 1,
    byPhone: false,
    weight: '1',
    ballot: { options: { [OPTION]: each } },
  }));
  const votes = { ...form, toAll: [], options: [OPTION] };
  const tally = count(
    votes,
    ballots.map(({ ballot }) => ({ ballot, weight: ONE })),
  );
  const electorate = { members: String(members), present: String(members) };
  const threshold = {
    kind: 'share',
    fraction: { numerator: 1, denominator: 2 },
    strict: true,
    base: 'all_members',
    source: 'Điều 1',
  } as const;
  const vote: RecordedVote = {
    id: 'v1',
    number: 1,
    round: 1,
    previousId: null,
    item: { number: '1', title: 'Kế hoạch' },
    title: 'Kế hoạch',
    question: 'Thông qua?',
    text: null,
    visibility: 'named',
    form: { ...form, toAll: [], options: [{ id: OPTION, label: 'Thông qua?' }] },
    threshold,
    castingSide: false,
    startedAt: '2026-11-25T01:00:00.000Z',
    stoppedAt: '2026-11-25T01:05:00.000Z',
    publishedAt: '2026-11-25T01:06:00.000Z',
    quorum: null,
    electorate,
    voters: Array.from({ length: members }, (_, at) => ({
      number: at + 1,
      weight: '1',
      present: true,
      holder: null,
      voted: at < said.length,
    })),
    ballots,
    tally: tallyToText(tally),
    tie: null,
    outcomes: outcomesOf({ form: votes, threshold, castingSide: false }, tally, electorateToFigures(electorate)),
  };
  return {
    format: 'nhipcau.votes',
    version: 1,
    session: { id: 's1', title: 'Phiên họp', startsAt: '2026-11-25T01:00:00.000Z' },
    chair: 1,
    people: vote.voters.map(({ number }) => ({ number, name: `Đại biểu ${number}`, title: '', unit: '' })),
    votes: [vote],
  };
}

const ballots = fc.array(fc.constantFrom<Said>('yes', 'no', 'abstain'), { maxLength: 30 });

test('a true record is right, whatever was voted', () => {
  fc.assert(
    fc.property(ballots, fc.nat(10), (said, absent) => {
      const [found] = recount(recordOf(said, said.length + absent)) as Exclude<ReturnType<typeof recount>, string>;
      expect(found).toEqual({ number: 1, title: 'Kế hoạch', from: 'ballots', differences: [] });
    }),
  );
});

const firstOf = (vote: RecordedVote) => vote.ballots?.[0] as NonNullable<RecordedVote['ballots']>[number];

/** Changes that somebody might make to a file, each of which must be found. */
const LIES: Record<string, (vote: RecordedVote) => void> = {
  'one yes more': (vote) => void ((vote.tally.options[OPTION] as { yes: string }).yes = '4'),
  'another outcome': (vote) => void (vote.outcomes[OPTION] = 'failed'),
  'a ballot turned round': (vote) => void (firstOf(vote).ballot = { options: { [OPTION]: 'no' } }),
  'a ballot taken out': (vote) => void vote.ballots?.pop(),
  'a ballot twice': (vote) => void vote.ballots?.push(vote.ballots[0] as never),
  'a ballot of nobody': (vote) => void (firstOf(vote).voter = 9),
  'a ballot by another': (vote) => void (firstOf(vote).acting = 2),
  'a heavier ballot': (vote) => void (firstOf(vote).weight = '2'),
  'fewer members': (vote) => void (vote.electorate.members = '4'),
  'fewer voters': (vote) => void vote.voters.pop(),
  'a looser majority': (vote) =>
    void (vote.threshold = { ...vote.threshold, fraction: { numerator: 3, denominator: 4 } } as never),
  'more cast': (vote) => void (vote.tally.cast = '5'),
};

test.each(Object.entries(LIES))('a lie is found: %s', (_name, lie) => {
  const record = recordOf(['yes', 'yes', 'yes', 'no'], 5);
  lie(record.votes[0] as RecordedVote);
  const found = recount(record) as Exclude<ReturnType<typeof recount>, string>;
  expect(found[0]?.differences).not.toEqual([]);
});

test('what is no record is said to be none', () => {
  expect(recount({})).toMatch(/format/);
  expect(recount({ ...recordOf([], 1), version: 2 })).toMatch(/version/);
});
