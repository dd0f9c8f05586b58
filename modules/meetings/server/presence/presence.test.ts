import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presenceAt } from './presence.ts';
import { neededFor, quorumOf } from './quorum.ts';

const TWO_THIRDS = { numerator: 2, denominator: 3 };

test('two thirds of a body, rounded up', () => {
  const needed = [27, 51, 52, 60, 61].map((members) => neededFor(TWO_THIRDS, members));
  expect(needed).toEqual([18, 34, 35, 40, 41]);
});

test('a quorum that hangs on lost lines waits for the secretary', () => {
  expect(quorumOf(TWO_THIRDS, 27, 18, 0)).toBe('holds');
  expect(quorumOf(TWO_THIRDS, 27, 17, 1)).toBe('undecided');
  expect(quorumOf(TWO_THIRDS, 27, 17, 0)).toBe('missing');
  expect(quorumOf(TWO_THIRDS, 0, 0, 0)).toBe('missing');
});

test('the quorum is the least number that is not below the share, and one more never loses it', () => {
  const share = fc
    .integer({ min: 1, max: 9 })
    .chain((whole) => fc.record({ numerator: fc.integer({ min: 1, max: whole }), denominator: fc.constant(whole) }));
  fc.assert(
    fc.property(share, fc.integer({ min: 1, max: 700 }), (q, members) => {
      const needed = neededFor(q, members);
      expect(needed * q.denominator >= q.numerator * members).toBe(true);
      expect((needed - 1) * q.denominator >= q.numerator * members).toBe(false);
      expect(needed).toBeLessThanOrEqual(members);
      expect(quorumOf(q, members, needed, 0)).toBe('holds');
      expect(quorumOf(q, members, needed - 1, 0)).toBe('missing');
    }),
  );
});

test('a lost line makes uncertain after the grace, and nobody absent', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 25, 8, minute));
  const grace = 3 * 60_000;
  const sat = [
    { from: at(0), to: at(30), lostAt: null },
    { from: at(40), to: null, lostAt: at(50) },
  ];
  const states = [-1, 0, 29, 30, 39, 40, 53, 54, 59].map((minute) => presenceAt(sat, at(minute), grace));
  expect(states).toEqual([
    'absent',
    'present',
    'present',
    'absent',
    'absent',
    'present',
    'present',
    'uncertain',
    'uncertain',
  ]);
});
