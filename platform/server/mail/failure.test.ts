import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concernsThisMail, outcomeOf, pauseAfter, type SmtpError } from './failure.ts';

const NOW = new Date('2026-11-25T02:00:00Z');
const failure = (code: string, responseCode?: number): SmtpError =>
  Object.assign(new Error('no'), { code, ...(responseCode !== undefined && { responseCode }) });

test('the pause grows from half a minute to an hour, and never beyond', () => {
  expect([0, 1, 2].map(pauseAfter)).toEqual([30_000, 60_000, 120_000]);
  fc.assert(
    fc.property(fc.nat(), (attempts) => {
      const pause = pauseAfter(attempts);
      expect(pause).toBeLessThanOrEqual(3_600_000);
      expect(pauseAfter(attempts + 1)).toBeGreaterThanOrEqual(pause);
    }),
  );
});

test('only a refusal of this very mail is final', () => {
  expect(outcomeOf(failure('EENVELOPE', 550), 0, NOW).state).toBe('refused');
  expect(outcomeOf(failure('EENVELOPE', 451), 0, NOW).state).toBe('waiting');
  expect(outcomeOf(failure('EAUTH', 535), 0, NOW).state).toBe('waiting');
  expect(outcomeOf(failure('ECONNECTION'), 3, NOW)).toEqual({
    state: 'waiting',
    cause: 'ECONNECTION: no',
    nextAt: new Date(NOW.getTime() + 240_000),
  });
  expect(concernsThisMail(failure('ESOCKET'))).toBe(false);
});
