import type { Day } from '../time/day.ts';

/** A day off that the law gives each year, as data: what changes is a row here, with its source and its dates. */
export interface HolidayRule {
  code: string;
  name: string;
  /** A date of the sun's or of the moon's calendar. */
  on: { calendar: 'solar' | 'lunar'; month: number; day: number };
  /** How many days are off, this one among them. */
  days: number;
  /** Which of the days around are off too is decided for each year. */
  beside: 'none' | 'before_and_after' | 'before_or_after';
  source: string;
  from: Day;
  to: Day | null;
}

const LABOUR_CODE = 'Bộ luật Lao động 45/2019/QH14, Đ.112';

/** In force since 01/01/2021; before that the same days but one beside the national day. */
export const HOLIDAY_RULES: readonly HolidayRule[] = [
  rule('new_year', 'Tết Dương lịch', 'solar', 1, 1),
  rule('tet', 'Tết Nguyên đán', 'lunar', 1, 1, { days: 5, beside: 'before_and_after' }),
  rule('hung_kings', 'Giỗ Tổ Hùng Vương', 'lunar', 3, 10),
  rule('victory', 'Ngày Chiến thắng', 'solar', 4, 30),
  rule('labour', 'Ngày Quốc tế Lao động', 'solar', 5, 1),
  rule('national', 'Quốc khánh', 'solar', 9, 2, { days: 2, beside: 'before_or_after' }),
  rule('culture', 'Ngày Văn hóa Việt Nam', 'solar', 11, 24, { source: 'Nghị quyết 28/2026/QH16', from: '2026-07-01' }),
];

/** Bộ luật Lao động, Đ.111 k.3: a holiday on a weekly day of rest gives the next working day off. */
export const COMPENSATION_SOURCE = 'Bộ luật Lao động 45/2019/QH14, Đ.111 k.3';

function rule(
  code: string,
  name: string,
  calendar: 'solar' | 'lunar',
  month: number,
  day: number,
  more: Partial<HolidayRule> = {},
): HolidayRule {
  const usual = { days: 1, beside: 'none', source: LABOUR_CODE, from: '2021-01-01', to: null } as const;
  return { code, name, on: { calendar, month, day }, ...usual, ...more };
}
