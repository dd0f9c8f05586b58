import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../contract.ts';
import { readBallot } from './ballot.ts';
import { count, figuresOf, type Weighed } from './count.ts';
import type { VoteForm } from './form.ts';
import { formatMillionths, ONE, parseMillionths } from './millionths.ts';
import { outcomeOf } from './outcome.ts';
import { readTyped } from './typed-in.ts';

const OPTIONS = [1, 2, 3, 4].map((number) => `00000000-0000-4000-8000-00000000000${number}`);
const form = (more: Partial<VoteForm>): VoteForm => ({
  method: 'per_option',
  abstain: true,
  strike: false,
  options: OPTIONS,
  least: 1,
  most: 4,
  perOption: 1,
  toAll: [],
  ...more,
});

const answers = fc.constantFrom<Answer>('yes', 'no', 'abstain');
const weight = fc.bigInt({ min: 1n, max: 50n * ONE });
const perOption = fc.record({
  ballot: fc.oneof(
    answers.map((all) => ({ all })),
    fc.dictionary(fc.constantFrom(...OPTIONS), answers, { minKeys: 1 }).map((options) => ({ options })),
  ),
  weight,
});
const selection = fc.record({
  ballot: fc
    .dictionary(fc.constantFrom(...OPTIONS), fc.integer({ min: 1, max: 3 }), { minKeys: 1 })
    .map((options) => ({ options })),
  weight,
});

/** The slow reference: one sheet for each option and answer, each ballot laid on it one by one. */
function slowly(options: readonly string[], strike: boolean, ballots: readonly Weighed[]) {
  const sheet = (option: string, answer: Answer): bigint =>
    ballots
      .map(({ ballot, weight: each }) => {
        if ('all' in ballot) return 0n;
        const given = ballot.options[option];
        if (typeof given === 'number') return answer === (strike ? 'no' : 'yes') ? each * BigInt(given) : 0n;
        return given === answer ? each : 0n;
      })
      .reduce((sum, each) => sum + each, 0n);
  return Object.fromEntries(
    options.map((option) => [
      option,
      { yes: sheet(option, 'yes'), no: sheet(option, 'no'), abstain: sheet(option, 'abstain') },
    ]),
  );
}

describe('counting', () => {
  test('comes to what a slow reference comes to, in any order of the ballots', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(perOption, selection), { maxLength: 60 }), fc.boolean(), (ballots, strike) => {
        const counted = count(form({ strike }), ballots);
        expect(counted.options).toEqual(slowly(OPTIONS, strike, ballots));
        expect(counted.valid).toBe(ballots.reduce((sum, each) => sum + each.weight, 0n));
        expect(count(form({ strike }), ballots.toReversed())).toEqual(counted);
      }),
    );
  });

  test('of two halves is the count of the whole', () => {
    fc.assert(
      fc.property(fc.array(perOption, { maxLength: 40 }), fc.nat(40), (ballots, cut) => {
        const [first, second, whole] = [ballots.slice(0, cut), ballots.slice(cut), ballots].map((part) =>
          count(form({}), part),
        );
        expect(((first?.valid ?? 0n) as bigint) + ((second?.valid ?? 0n) as bigint)).toBe(whole?.valid);
      }),
    );
  });

  test('who answers all answers each; it is counted apart and joins for the majority', () => {
    const one = count(form({ toAll: ['no'] }), [{ ballot: { all: 'no' }, weight: ONE }]);
    expect(one.options[OPTIONS[0] as string]).toEqual({ yes: 0n, no: 0n, abstain: 0n });
    expect(figuresOf(one, OPTIONS[0] as string)).toEqual({ yes: 0n, no: ONE, abstain: 0n });
  });

  test('a relative majority needs more than every other option', () => {
    const relative = { kind: 'relative', source: 'test' } as const;
    const electorate = { members: null, present: null };
    const marks = (...counts: number[]) =>
      count(
        form({ method: 'selection' }),
        counts.flatMap((times, at) =>
          Array.from({ length: times }, () => ({ ballot: { options: { [OPTIONS[at] as string]: 1 } }, weight: ONE })),
        ),
      );
    const outcomes = (...counts: number[]) =>
      OPTIONS.map((id) => outcomeOf(marks(...counts), id, relative, electorate, true));
    expect(outcomes(3, 2, 1)).toEqual(['passed', 'failed', 'failed', 'failed']);
    expect(outcomes(3, 3, 1)).toEqual(['failed', 'failed', 'failed', 'failed']);
    expect(outcomes()).toEqual(['failed', 'failed', 'failed', 'failed']);
  });
});

describe('a ballot', () => {
  test('whatever is handed in is either refused or countable', () => {
    const raw = fc.oneof(
      fc.anything(),
      fc.record({ options: fc.dictionary(fc.constantFrom(...OPTIONS, 'x', '__proto__'), fc.anything()) }),
      fc.record({ options: fc.dictionary(fc.constantFrom(...OPTIONS), fc.oneof(answers, fc.integer())) }),
      fc.record({ all: fc.anything() }),
    );
    fc.assert(
      fc.property(
        raw,
        fc.constantFrom('approval', 'selection', 'per_option'),
        fc.boolean(),
        (value, method, abstain) => {
          const ours = form({ method: method as VoteForm['method'], abstain, perOption: 2, toAll: ['no'] });
          const read = readBallot(ours, value);
          const { cast } = count(ours, read.ok ? [{ ballot: read.value, weight: ONE }] : []);
          expect(cast).toBe(read.ok ? ONE : 0n);
        },
      ),
    );
  });

  test('a selection holds to its least, its most and its marks for one', () => {
    const two = form({ method: 'selection', least: 2, most: 3, perOption: 2 });
    const problem = (...marks: number[]) => {
      const read = readBallot(two, { options: Object.fromEntries(marks.map((mark, at) => [OPTIONS[at], mark])) });
      return read.ok ? null : read.problem;
    };
    expect(problem(1)).toBe('marks_outside_limits');
    expect(problem(1, 1)).toBeNull();
    expect(problem(2, 1)).toBeNull();
    expect(problem(3)).toBe('amount_above_option');
    expect(problem(2, 2)).toBe('marks_outside_limits');
    expect(problem(1, 0.5)).toBe('form_wrong');
  });
});

describe('numbers', () => {
  test('a weight is written as it was read', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (value) => {
        expect(parseMillionths(formatMillionths(value))).toBe(value);
      }),
    );
    for (const wrong of ['', '-1', '1e3', '1,5', '1.0000001', ' 1', '½'])
      expect(parseMillionths(wrong)).toBeUndefined();
  });

  test('typed in: totals follow where they can, and nothing that contradicts itself is taken', () => {
    const paper = form({ method: 'approval', options: OPTIONS.slice(0, 1) });
    const q = OPTIONS[0] as string;
    const read = (yes: string, no: string, abstain: string | null, more = {}) =>
      readTyped(paper, { options: { [q]: { yes, no, abstain } }, ...more });
    expect(read('26', '10', '4', { invalid: '1' })).toMatchObject({ valid: 40n * ONE, cast: 41n * ONE });
    expect(read('26', '10', null)).toMatchObject({ valid: null, cast: null });
    expect(read('26', '10', '4', { cast: '41' })).toEqual({ refused: 'sums_differ' });
    expect(read('26', '10', '4', { valid: '39' })).toEqual({ refused: 'sums_differ' });
    expect(read('26', 'x', '4')).toEqual({ refused: 'number_wrong' });
    expect(readTyped(paper, { options: { nobody: { yes: '1' } } })).toEqual({ refused: 'option_unknown' });
  });
});
