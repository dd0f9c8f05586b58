import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isQuiet, standsOut, type Threshold } from './judge-alert.ts';

const rule: Threshold = {
  kind: 'drop',
  measure: 'people',
  percent: 50,
  hours: 3,
  least: 20,
  quietFrom: 20,
  quietTo: 6,
};
const HOUR = 3_600_000;

test('a drop: half of the usual or less, where enough is usual', () => {
  expect(standsOut(rule, { value: 20, usual: 40, silentMs: 0 })).toBe(true);
  expect(standsOut(rule, { value: 21, usual: 40, silentMs: 0 })).toBe(false);
  expect(standsOut(rule, { value: 0, usual: 19, silentMs: 0 })).toBe(false);
  expect(standsOut(rule, { value: 0, usual: null, silentMs: 0 })).toBe(false);
});

test('a spike: so much more than usual, where enough came', () => {
  const spike: Threshold = { ...rule, kind: 'spike', percent: 200 };
  expect(standsOut(spike, { value: 60, usual: 20, silentMs: 0 })).toBe(true);
  expect(standsOut(spike, { value: 59, usual: 20, silentMs: 0 })).toBe(false);
  expect(standsOut(spike, { value: 19, usual: 0, silentMs: 0 })).toBe(false);
  expect(standsOut({ ...spike, least: 0 }, { value: 0, usual: 0, silentMs: 0 })).toBe(false);
});

test('silence: so long without a hit, where people are usual unless the rule asks for none', () => {
  const silence: Threshold = { ...rule, kind: 'silence' };
  expect(standsOut(silence, { value: 0, usual: 20, silentMs: 3 * HOUR })).toBe(true);
  expect(standsOut(silence, { value: 0, usual: 20, silentMs: 3 * HOUR - 1 })).toBe(false);
  expect(standsOut(silence, { value: 0, usual: 2, silentMs: 9 * HOUR })).toBe(false);
  expect(standsOut({ ...silence, least: 0 }, { value: 0, usual: null, silentMs: 3 * HOUR })).toBe(true);
});

test('quiet hours go over midnight; each hour is either quiet or loud, and turned round the other way', () => {
  expect([19, 20, 23, 0, 5, 6].map((hour) => isQuiet(rule, hour))).toEqual([false, true, true, true, true, false]);
  const hour = fc.integer({ min: 0, max: 23 });
  fc.assert(
    fc.property(hour, hour, hour, (quietFrom, quietTo, at) => {
      const quiet = isQuiet({ quietFrom, quietTo }, at);
      if (quietFrom === quietTo) expect(quiet).toBe(false);
      else expect(quiet).toBe(!isQuiet({ quietFrom: quietTo, quietTo: quietFrom }, at));
    }),
  );
});

test('the further from the usual, the sooner it stands out', () => {
  const value = fc.nat(10_000);
  fc.assert(
    fc.property(value, value, fc.double({ min: 1, max: 5_000, noNaN: true }), (one, two, usual) => {
      const [less, more] = [Math.min(one, two), Math.max(one, two)];
      const drop = (came: number) => standsOut(rule, { value: came, usual, silentMs: 0 });
      const spike = (came: number) => standsOut({ ...rule, kind: 'spike' }, { value: came, usual, silentMs: 0 });
      expect(!drop(more) || drop(less)).toBe(true);
      expect(!spike(less) || spike(more)).toBe(true);
    }),
  );
});
