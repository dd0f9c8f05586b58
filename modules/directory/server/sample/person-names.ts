import type { Random } from '#platform/server/random.ts';

/** Family names about as often as they occur in Vietnam; two of the Cham and Raglai of the province among them. */
const FAMILY = weighted({
  Nguyễn: 38,
  Trần: 12,
  Lê: 10,
  Phạm: 7,
  Huỳnh: 6,
  Võ: 5,
  Phan: 4,
  Đặng: 3,
  Bùi: 3,
  Đỗ: 2,
  Hồ: 2,
  Ngô: 2,
  Dương: 2,
  Lý: 1,
  Đinh: 1,
  Trương: 2,
  Mấu: 1,
  Cao: 1,
  Lưu: 1,
  Thái: 1,
});

const WOMEN = {
  middle: ['Thị', 'Thị', 'Thị Thu', 'Thị Ngọc', 'Thị Kim', 'Ngọc', 'Thanh', 'Thùy', 'Bích', 'Hoàng'],
  given:
    'Lan Hương Hoa Mai Hạnh Thảo Trang Linh Hà Phượng Nga Oanh Yến Vân Thủy Dung Tuyết Loan Ánh Diễm Quyên Như My Châu'.split(
      ' ',
    ),
} as const;

const MEN = {
  middle: ['Văn', 'Văn', 'Minh', 'Quốc', 'Đức', 'Thanh', 'Hữu', 'Xuân', 'Công', 'Anh', 'Trọng', 'Ngọc'],
  given:
    'Hùng Dũng Tuấn Minh Long Hải Sơn Thành Phúc Khánh Bình An Cường Đạt Huy Kiên Lâm Nam Phong Quân Tài Thắng Trung Vinh Đông'.split(
      ' ',
    ),
} as const;

/** An invented name. It is nobody's; that somebody bears it cannot be ruled out. */
export function inventName(random: Random): string {
  const { middle, given } = random.chance(0.46) ? WOMEN : MEN;
  return [pick(FAMILY), pick(middle), pick(given)].join(' ');

  function pick(list: readonly string[]): string {
    return list[random.int(list.length)] ?? '';
  }
}

function weighted(shares: Record<string, number>): string[] {
  return Object.entries(shares).flatMap(([name, share]) => Array<string>(share).fill(name));
}
