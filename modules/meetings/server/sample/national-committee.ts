import type { ItemContent, SeatOffice } from '../../contract.ts';

/*
 * The National Committee on Digital Transformation, by the decisions that founded and ended it. Nobody is named: its
 * seats are offices.
 */

export const NATIONAL = {
  name: 'Ủy ban Quốc gia về chuyển đổi số',
  shortName: 'UBQG về CĐS',
  founded: {
    decision: 'Quyết định 1619/QĐ-TTg',
    day: '2021-09-24',
    note: 'Kiện toàn, đổi tên Ủy ban Quốc gia về Chính phủ điện tử thành Ủy ban Quốc gia về chuyển đổi số.',
  },
  rules: { decision: 'Quyết định 24/QĐ-UBQGCĐS', day: '2022-03-03', note: 'Ban hành quy chế hoạt động của Ủy ban.' },
  ended: {
    decision: 'Quyết định 598/QĐ-TTg',
    day: '2025-03-13',
    note: 'Ban Chỉ đạo của Chính phủ về phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và Đề án 06 kế tục.',
  },
} as const;

/** Sixteen seats (QĐ 1619/QĐ-TTg), with the place at which each sat in the first session. */
export const NATIONAL_SEATS: readonly (readonly [office: SeatOffice, name: string, place: string])[] = [
  ['chair', 'Thủ tướng Chính phủ', 'Văn phòng Chính phủ'],
  ['standing_deputy', 'Phó Thủ tướng Chính phủ', 'Văn phòng Chính phủ'],
  ['deputy', 'Bộ trưởng Bộ Thông tin và Truyền thông', 'Văn phòng Chính phủ'],
  ['member', 'Bộ trưởng Bộ Công an', 'Bộ Công an'],
  ['member', 'Bộ trưởng Bộ Khoa học và Công nghệ', 'Bộ Khoa học và Công nghệ'],
  ['member', 'Bộ trưởng Bộ Tài chính', 'Bộ Tài chính'],
  ['member', 'Bộ trưởng Bộ Kế hoạch và Đầu tư', 'Bộ Kế hoạch và Đầu tư'],
  ['member', 'Bộ trưởng Bộ Nội vụ', 'Bộ Nội vụ'],
  ['member', 'Bộ trưởng Bộ Giáo dục và Đào tạo', 'Bộ Giáo dục và Đào tạo'],
  ['member', 'Bộ trưởng Bộ Y tế', 'Bộ Y tế'],
  ['member', 'Bộ trưởng Bộ Công Thương', 'Bộ Công Thương'],
  ['member', 'Bộ trưởng Bộ Xây dựng', 'Bộ Xây dựng'],
  ['member', 'Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn', 'Bộ Nông nghiệp và Phát triển nông thôn'],
  ['member', 'Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ', 'Văn phòng Chính phủ'],
  ['member', 'Thống đốc Ngân hàng Nhà nước Việt Nam', 'Ngân hàng Nhà nước Việt Nam'],
  ['member', 'Thứ trưởng Bộ Thông tin và Truyền thông', 'Bộ Thông tin và Truyền thông'],
];

/** What was dealt with on 30/11/2021, with minutes planned and the minute at which each began. */
export const NATIONAL_ITEMS: readonly {
  title: string;
  content: ItemContent;
  presenter: string;
  minutes: number;
  began: number;
}[] = [
  {
    title: 'Khai mạc, giới thiệu thành phần dự họp',
    content: 'topic',
    presenter: 'Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ',
    minutes: 10,
    began: 0,
  },
  {
    title: 'Công bố Quyết định kiện toàn Ủy ban và danh sách thành viên',
    content: 'topic',
    presenter: 'Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ',
    minutes: 10,
    began: 12,
  },
  {
    title: 'Báo cáo tổng kết công tác chuyển đổi số và phương hướng thời gian tới',
    content: 'topic',
    presenter: 'Bộ trưởng Bộ Thông tin và Truyền thông',
    minutes: 25,
    began: 21,
  },
  {
    title: 'Dự thảo Quy chế hoạt động của Ủy ban',
    content: 'topic',
    presenter: 'Thứ trưởng Bộ Thông tin và Truyền thông',
    minutes: 10,
    began: 49,
  },
  {
    title: 'Thông qua Kế hoạch hoạt động năm 2022 của Ủy ban',
    content: 'resolution',
    presenter: 'Bộ trưởng Bộ Thông tin và Truyền thông',
    minutes: 20,
    began: 58,
  },
  { title: 'Ý kiến, kiến nghị của các bộ và địa phương', content: 'topic', presenter: '', minutes: 80, began: 81 },
  {
    title: 'Kết luận của Chủ tịch Ủy ban',
    content: 'topic',
    presenter: 'Thủ tướng Chính phủ',
    minutes: 15,
    began: 158,
  },
];
/** The minute at which the session closed. */
export const NATIONAL_END = 176;
