import type { EvaluationPeriod } from '../../contract.ts';

/** The words of sheets and papers: they are read without a screen beside them. */
export const WORDS = {
  vi: {
    fileName: 'Đánh giá sử dụng',
    rank: 'Hạng',
    agency: 'Cơ quan',
    sites: 'Trang',
    visits: 'Lượt truy cập',
    previousVisits: 'Lượt kỳ trước',
    change: 'thay đổi (điểm %)',
    never: 'Trang chưa kết nối',
    silent: 'Trang im cả kỳ',
    gaps: 'Trang có ngày thiếu',
    total: 'Toàn bộ',
  },
  en: {
    fileName: 'Evaluation of use',
    rank: 'Rank',
    agency: 'Agency',
    sites: 'Sites',
    visits: 'Visits',
    previousVisits: 'Visits before',
    change: 'change (points)',
    never: 'Sites never connected',
    silent: 'Sites silent all along',
    gaps: 'Sites with missing days',
    total: 'All',
  },
};

/** `Quý III năm 2026`, `Tháng 9 năm 2026`, `Năm 2026`. */
export function periodName({ key }: Pick<EvaluationPeriod, 'key'>): string {
  const year = key.slice(0, 4);
  const part = key.slice(5);
  if (part === '') return `Năm ${year}`;
  if (part.startsWith('Q')) return `Quý ${['I', 'II', 'III', 'IV'][Number(part[1]) - 1]} năm ${year}`;
  return `Tháng ${Number(part)} năm ${year}`;
}

/** `2026-09-30` → `30/09/2026` */
export const dayWord = (day: string): string => day.split('-').toReversed().join('/');
