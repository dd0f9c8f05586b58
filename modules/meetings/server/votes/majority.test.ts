import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Threshold, VoteBase } from '../../contract.ts';
import type { Tally } from './count.ts';
import { baseOf, leastHeads, percent, reaches } from './majority.ts';
import { ONE } from './millionths.ts';
import { outcomeOf, sideOfChair } from './outcome.ts';

const heads = (count: number) => BigInt(count) * ONE;
const share = (numerator: number, denominator: number, strict = false) => ({
  fraction: { numerator, denominator },
  strict,
});
const ASKED = {
  half: share(1, 2, true),
  'two-thirds': share(2, 3),
  'three-quarters': share(3, 4),
  'four-fifths': share(4, 5),
  unanimous: share(1, 1),
};
type Name = keyof typeof ASKED;
const FRACTIONS = Object.keys(ASKED) as Name[];
const asked = (name: Name, base: VoteBase): Threshold => ({ kind: 'share', ...ASKED[name], base, source: 'test' });

function tallyOf(y: number, n: number, a: number, i: number): Tally {
  return {
    options: { q: { yes: heads(y), no: heads(n), abstain: heads(a) } },
    toAll: { yes: 0n, no: 0n, abstain: 0n },
    valid: heads(y + n + a),
    invalid: heads(i),
    cast: heads(y + n + a + i),
  };
}

/** M, P, Y, N, A, I; then for each base the percent, and for each fraction that is named whether it is reached. */
const TABLE: [string, number[], Partial<Record<VoteBase, [string | null, Partial<Record<Name, boolean>>]>>][] = [
  [
    'a',
    [51, 40, 25, 10, 3, 0],
    {
      yes_no: ['71.429', { half: true, 'two-thirds': true }],
      valid: ['65.789', { half: true, 'two-thirds': false }],
      present: ['62.500', { half: true, 'two-thirds': false }],
      all_members: ['49.020', { half: false }],
    },
  ],
  [
    'b',
    [51, 51, 26, 25, 0, 0],
    {
      yes_no: ['50.980', { half: true }],
      valid: ['50.980', { half: true }],
      present: ['50.980', { half: true }],
      all_members: ['50.980', { half: true, 'two-thirds': false }],
    },
  ],
  [
    'c',
    [51, 51, 25, 25, 0, 1],
    {
      yes_no: ['50.000', { half: false }],
      valid: ['50.000', { half: false }],
      present: ['49.020', { half: false }],
      all_members: ['49.020', { half: false }],
    },
  ],
  [
    'd',
    [52, 40, 26, 10, 4, 0],
    {
      yes_no: ['72.222', { 'two-thirds': true }],
      valid: ['65.000', { 'two-thirds': false }],
      present: ['65.000', { half: true }],
      all_members: ['50.000', { half: false }],
    },
  ],
  [
    'e',
    [52, 45, 27, 15, 3, 0],
    {
      yes_no: ['64.286', { 'two-thirds': false }],
      valid: ['60.000', { half: true }],
      present: ['60.000', { half: true }],
      all_members: ['51.923', { half: true }],
    },
  ],
  [
    'f',
    [5, 5, 3, 2, 0, 0],
    {
      yes_no: ['60.000', { half: true }],
      valid: ['60.000', { half: true }],
      present: ['60.000', { half: true }],
      all_members: ['60.000', { half: true, 'two-thirds': false }],
    },
  ],
  [
    'g',
    [27, 27, 18, 5, 4, 0],
    {
      yes_no: ['78.261', { 'three-quarters': true }],
      valid: ['66.667', { 'two-thirds': true, 'three-quarters': false }],
      present: ['66.667', { 'two-thirds': true }],
      all_members: ['66.667', { 'two-thirds': true }],
    },
  ],
  [
    'h',
    [27, 20, 0, 0, 0, 0],
    {
      yes_no: [null, { half: false, 'two-thirds': false, unanimous: false }],
      valid: [null, { half: false, 'two-thirds': false, unanimous: false }],
      cast: [null, { half: false }],
      present: ['0.000', { half: false }],
      all_members: ['0.000', { half: false }],
    },
  ],
];

describe('the table of bases and majorities', () => {
  for (const [name, numbers, expected] of TABLE) {
    test(`case ${name}`, () => {
      const [m, p, y, n, a, i] = numbers as [number, number, number, number, number, number];
      const tally = tallyOf(y, n, a, i);
      const electorate = { members: heads(m), present: heads(p) };
      for (const [base, [share, reached]] of Object.entries(expected)) {
        const whole = baseOf(base as VoteBase, tally.options['q'] as never, tally, electorate) as bigint;
        expect(percent(heads(y), whole), base).toBe(share);
        for (const [fraction, wanted] of Object.entries(reached)) {
          expect(reaches(ASKED[fraction as Name], heads(y), whole), `${base} ${fraction}`).toBe(wanted);
        }
      }
    });
  }

  test('c is a tie only by its yes and no, and only where the body has a casting side', () => {
    const electorate = { members: heads(51), present: heads(51) };
    const half = asked('half', 'all_members');
    expect(outcomeOf(tallyOf(25, 25, 0, 1), 'q', half, electorate, true)).toBe('tie');
    expect(outcomeOf(tallyOf(25, 25, 0, 1), 'q', half, electorate, false)).toBe('failed');
    expect(outcomeOf(tallyOf(26, 10, 4, 0), 'q', half, { members: heads(52), present: heads(40) }, true)).toBe(
      'failed',
    );
    expect(outcomeOf(tallyOf(0, 0, 5, 0), 'q', half, electorate, true)).toBe('failed');
    expect([sideOfChair('yes'), sideOfChair('no'), sideOfChair('abstain'), sideOfChair(null)]).toEqual([
      'passed',
      'failed',
      'failed',
      'failed',
    ]);
  });

  test('half of 51 are 26, not 27', () => {
    expect(leastHeads(ASKED['half'], 51)).toBe(26);
    expect(leastHeads(ASKED['two-thirds'], 52)).toBe(35);
    expect(leastHeads(ASKED['unanimous'], 5)).toBe(5);
    expect(leastHeads(ASKED['half'], 0)).toBeNull();
  });
});

describe('for all numbers', () => {
  const count = fc.integer({ min: 0, max: 600 });

  test('the least number passes, one fewer does not', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FRACTIONS), fc.integer({ min: 1, max: 5000 }), (fraction, base) => {
        const least = leastHeads(ASKED[fraction], base) as number;
        expect(reaches(ASKED[fraction], heads(least), heads(base))).toBe(true);
        expect(reaches(ASKED[fraction], heads(least - 1), heads(base))).toBe(false);
      }),
    );
  });

  test('one yes more never loses, one no more never wins', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Name>(...FRACTIONS),
        fc.constantFrom<VoteBase>('yes_no', 'valid', 'cast', 'present', 'all_members'),
        count,
        count,
        count,
        count,
        (fraction, base, y, n, a, more) => {
          const electorate = { members: heads(y + n + a + more + 1), present: heads(y + n + a + 1) };
          const passes = (yes: number, no: number) =>
            outcomeOf(tallyOf(yes, no, a, 0), 'q', asked(fraction, base), electorate, false) === 'passed';
          expect(passes(y, n) && !passes(y + 1, n)).toBe(false);
          expect(passes(y, n + 1) && !passes(y, n)).toBe(false);
        },
      ),
    );
  });

  test('a stricter fraction never passes where a looser one fails', () => {
    fc.assert(
      fc.property(count, count, (y, rest) => {
        const passed = FRACTIONS.map((fraction) => reaches(ASKED[fraction], heads(y), heads(y + rest)));
        // From the loosest to the strictest: yes, then no, never yes again.
        expect(passed).toEqual(passed.toSorted((a, b) => Number(b) - Number(a)));
      }),
    );
  });

  test('percent is the value itself, rounded at the third decimal', () => {
    fc.assert(
      fc.property(count, fc.integer({ min: 1, max: 600 }), (value, base) => {
        expect(Math.abs(Number(percent(heads(value), heads(base))) - (100 * value) / base)).toBeLessThanOrEqual(
          0.000_501,
        );
      }),
    );
  });
});
