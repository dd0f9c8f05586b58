import { expect, test } from 'vitest';
import { proposeYear, weekdayOf } from './propose-year.ts';

const WEEKEND = new Set([0, 6]);
const propose = (year: number, choices?: Parameters<typeof proposeYear>[2]) =>
  proposeYear(year, WEEKEND, choices).map(({ day, kind }) => (kind === 'compensation' ? `${day} bù` : day));

test('2026: Tết from Monday 16/02 to Friday 20/02, Giỗ Tổ on a Sunday with the Monday off, Culture Day from then on', () => {
  expect(propose(2026)).toEqual([
    '2026-01-01',
    '2026-02-16',
    '2026-02-17',
    '2026-02-18',
    '2026-02-19',
    '2026-02-20',
    '2026-04-26',
    '2026-04-27 bù',
    '2026-04-30',
    '2026-05-01',
    '2026-09-01',
    '2026-09-02',
    '2026-11-24',
  ]);
});

test('2024 with two days before Tết: from 08/02 to 14/02 in one row, 02/09 on a Monday with the Tuesday', () => {
  const days = propose(2024, { tetBefore: 2, nationalBeside: null });
  expect(days.filter((day) => day.startsWith('2024-02'))).toEqual([
    '2024-02-08',
    '2024-02-09',
    '2024-02-10',
    '2024-02-11',
    '2024-02-12',
    '2024-02-13 bù',
    '2024-02-14 bù',
  ]);
  expect(days.filter((day) => day.startsWith('2024-09'))).toEqual(['2024-09-02', '2024-09-03']);
});

test('2025: 02/09 on a Tuesday takes the Monday; 24/11 is a day like any other', () => {
  expect(propose(2025).filter((day) => day >= '2025-09')).toEqual(['2025-09-01', '2025-09-02']);
});

test('every year gives as many working days off as the law gives holidays', () => {
  for (let year = 2021; year <= 2100; year += 1) {
    const off = proposeYear(year, WEEKEND).filter(({ day }) => !WEEKEND.has(weekdayOf(day)));
    expect(off.length, String(year)).toBe(year < 2026 ? 11 : 12);
  }
});
