import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directionOf, formatOf, parseDay, plusDays, today } from './format.ts';

const vi = formatOf('vi');
const en = formatOf('en');

test('numbers as the office writes them', () => {
  expect(vi.number(1143)).toBe('1.143');
  expect(vi.number(2_450_000)).toBe('2.450.000');
  expect(vi.number(3.5, 1)).toBe('3,5');
  expect(en.number(1143)).toBe('1,143');
});

test('a share has one decimal and a space that does not break', () => {
  expect(vi.percent(0.98)).toBe('98,0\u00a0%');
  expect(en.percent(0.98)).toBe('98.0\u00a0%');
  expect(vi.change(0.123)).toBe('+12,3\u00a0%');
  expect(vi.change(-0.05)).toBe('−5,0\u00a0%');
  expect(vi.change(0)).toBe('0,0\u00a0%');
});

test('instants are shown in Vietnam, whatever the zone of the machine', () => {
  expect(vi.dateTime('2021-11-30T07:00:00Z')).toBe('30/11/2021 14:00');
  expect(vi.dateTime('2021-11-30T17:30:00Z')).toBe('01/12/2021 00:30');
  expect(vi.day('2025-07-01')).toBe('01/07/2025');
  expect(vi.time(new Date('2021-11-30T17:30:00Z'))).toBe('00:30');
});

test('durations name their two largest units', () => {
  expect(vi.duration(0)).toBe('0\u00a0giây');
  expect(vi.duration(125)).toBe('2\u00a0phút 5\u00a0giây');
  expect(vi.duration(7_200)).toBe('2\u00a0giờ');
  expect(vi.duration(90_061)).toBe('1\u00a0ngày 1\u00a0giờ');
  expect(en.duration(59.6)).toBe('1\u00a0min');
});

test('how long ago', () => {
  const now = new Date('2026-11-25T00:00:00Z');
  expect(vi.ago('2026-11-24T23:55:00Z', now)).toBe('5 phút trước');
  expect(vi.ago('2026-09-01T00:00:00Z', now)).toBe('01/09/2026');
});

test('today turns at midnight in Vietnam', () => {
  expect(today(new Date('2026-11-24T16:59:59Z'))).toBe('2026-11-24');
  expect(today(new Date('2026-11-24T17:00:00Z'))).toBe('2026-11-25');
});

test('a day moved forth and back is the same day', () => {
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.integer({ min: -4_000, max: 4_000 }), (at, count) => {
      const day = at.toISOString().slice(0, 10);
      expect(plusDays(plusDays(day, count), -count)).toBe(day);
    }),
  );
});

test('a day is read as people type it; what is no day is none', () => {
  expect(['30/11/2021', '30.11.2021', '30-11-2021', '30112021', ' 2021-11-30 '].map(parseDay)).toEqual(
    Array(5).fill('2021-11-30'),
  );
  expect(parseDay('1/7/2025')).toBe('2025-07-01');
  expect(['31/02/2026', '11/30/2021', '30/11/21', 'hôm nay', '', '30/11'].map(parseDay)).toEqual(Array(6).fill(null));
});

test('every day survives being shown and read again', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (at) => {
      const day = at.toISOString().slice(0, 10);
      expect(parseDay(formatOf('vi').day(day))).toBe(day);
    }),
  );
});

test('a change that is shown as nothing has no direction', () => {
  expect([0.0004, -0.0004, 0].map((ratio) => [directionOf(ratio), vi.change(ratio)])).toEqual(
    Array(3).fill([0, '0,0\u00a0%']),
  );
  expect([directionOf(0.0006), vi.change(-0.0006)]).toEqual([1, '−0,1\u00a0%']);
});
