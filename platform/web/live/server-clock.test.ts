import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createServerClock } from './server-clock.ts';

test('the correction is wrong by the shortest way of a message at most, however wrong the own clock is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -86_400_000, max: 86_400_000 }),
      fc.array(fc.nat(5_000), { minLength: 1, maxLength: 20 }),
      (skew, ways) => {
        let present = 1_600_000_000_000;
        const clock = createServerClock(() => present + skew);
        for (const way of ways) {
          const said = new Date(present).toISOString();
          present += way;
          clock.hear(said);
        }
        expect(present - clock.now()).toBe(Math.min(...ways));
      },
    ),
  );
});

test('what is no time changes nothing', () => {
  const clock = createServerClock(() => 5_000);
  clock.hear('soon');
  expect(clock.now()).toBe(5_000);
});
