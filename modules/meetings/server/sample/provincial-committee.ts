import type { ItemContent, SeatOffice } from '../../contract.ts';
import type { SamplePaper } from './load-papers.ts';

/** A provincial steering committee as such committees are made (e.g. QĐ 2041/QĐ-UBND of Lạng Sơn, 2021). Invented. */
export const PROVINCIAL = {
  name: 'Ban Chỉ đạo chuyển đổi số tỉnh Khánh Hòa',
  shortName: 'BCĐ chuyển đổi số tỉnh',
  founded: { decision: 'Quyết định 212/QĐ-UBND (mẫu)', day: '2025-07-15', note: 'Thành lập sau khi sắp xếp tỉnh.' },
  reformed: {
    decision: 'Quyết định 87/QĐ-UBND (mẫu)',
    day: '2026-02-02',
    note: 'Thay một thành viên chuyển công tác.',
  },
} as const;

/** Seats that stay. Those with an account are people of the sample, by name; the others are offices. */
export const PROVINCIAL_SEATS: readonly {
  office: SeatOffice;
  name: string;
  title?: string;
  unit: string | null;
  votes?: false;
}[] = [
  { office: 'chair', name: 'Chủ tịch Ủy ban nhân dân tỉnh', unit: null },
  { office: 'standing_deputy', name: 'Trần Thị Lãnh Đạo', title: 'Phó Chủ tịch Ủy ban nhân dân tỉnh', unit: null },
  { office: 'deputy', name: 'Giám đốc Sở Khoa học và Công nghệ', unit: 'Sở Khoa học và Công nghệ' },
  { office: 'member', name: 'Chánh Văn phòng Ủy ban nhân dân tỉnh', unit: 'VP UBND tỉnh' },
  { office: 'member', name: 'Giám đốc Sở Nội vụ', unit: 'Sở Nội vụ' },
  { office: 'member', name: 'Giám đốc Sở Tài chính', unit: 'Sở Tài chính' },
  { office: 'member', name: 'Giám đốc Sở Xây dựng', unit: 'Sở Xây dựng' },
  { office: 'member', name: 'Giám đốc Sở Nông nghiệp và Môi trường', unit: 'Sở Nông nghiệp và Môi trường' },
  { office: 'member', name: 'Giám đốc Sở Công Thương', unit: 'Sở Công Thương' },
  { office: 'member', name: 'Giám đốc Sở Giáo dục và Đào tạo', unit: 'Sở Giáo dục và Đào tạo' },
  { office: 'member', name: 'Giám đốc Sở Y tế', unit: 'Sở Y tế' },
  { office: 'member', name: 'Giám đốc Sở Tư pháp', unit: 'Sở Tư pháp' },
  { office: 'member', name: 'Giám đốc Công an tỉnh', unit: null },
  { office: 'member', name: 'Phạm Thị Số', title: 'Chuyên viên, Tổ giúp việc', unit: 'Sở Khoa học và Công nghệ' },
  { office: 'member', name: 'Huỳnh Minh Phường', title: 'Đại diện phường Nha Trang', unit: 'Phường Nha Trang' },
  { office: 'member', name: 'Võ Thị Xem', title: 'Đại diện xã Diên Khánh', unit: 'Xã Diên Khánh' },
  {
    office: 'secretary',
    name: 'Lê Văn Chuyển',
    title: 'Chuyên viên chính',
    unit: 'Sở Khoa học và Công nghệ',
    votes: false,
  },
];

/** The member whom the re-formation replaced, and who came. */
export const LEFT = { office: 'member' as const, name: 'Giám đốc Sở Văn hóa và Thể thao', unit: null };
export const CAME = {
  office: 'member' as const,
  name: 'Giám đốc Sở Văn hóa, Thể thao và Du lịch',
  unit: 'Sở Văn hóa, Thể thao và Du lịch',
};

/** Communes that join, beside the province and the department. */
export const COMMUNES_MOST = 22;

export const PROVINCIAL_ITEMS: readonly {
  title: string;
  content: ItemContent;
  presenter: string;
  minutes: number;
  state: 'closed' | 'open' | 'planned';
}[] = [
  {
    title: 'Khai mạc, thông qua chương trình',
    content: 'topic',
    presenter: 'Trần Thị Lãnh Đạo',
    minutes: 5,
    state: 'closed',
  },
  {
    title: 'Kết quả chuyển đổi số 11 tháng, các chỉ tiêu chưa đạt',
    content: 'topic',
    presenter: 'Giám đốc Sở Khoa học và Công nghệ',
    minutes: 20,
    state: 'open',
  },
  {
    title: 'Kế hoạch chuyển đổi số năm 2027 của tỉnh',
    content: 'resolution',
    presenter: 'Giám đốc Sở Khoa học và Công nghệ',
    minutes: 30,
    state: 'planned',
  },
  {
    title: 'Dịch vụ công trực tuyến tại xã, phường: vướng mắc và kiến nghị',
    content: 'topic',
    presenter: 'Huỳnh Minh Phường',
    minutes: 30,
    state: 'planned',
  },
  { title: 'Kết luận', content: 'topic', presenter: 'Trần Thị Lãnh Đạo', minutes: 10, state: 'planned' },
];

export const PROVINCIAL_PAPERS: readonly SamplePaper[] = [
  {
    title: 'Báo cáo kết quả 11 tháng',
    item: 1,
    visibility: 'all',
    daysBefore: [9, 2],
    lines: [
      'Báo cáo này là tài liệu mẫu của phiên họp. Số liệu thật nằm ở bảng đo sử dụng dịch vụ và được hỏi trực tiếp từ bản ghi gốc.',
      'Các chỉ tiêu chưa đạt được nêu để Ban Chỉ đạo thảo luận và giao trách nhiệm, thời hạn cụ thể.',
    ],
  },
  {
    title: 'Dự thảo Kế hoạch chuyển đổi số năm 2027',
    item: 2,
    visibility: 'all',
    daysBefore: [8],
    lines: [
      'Dự thảo gồm mục tiêu, chỉ tiêu, nhiệm vụ, giải pháp, nguồn lực, thời gian và tổ chức thực hiện theo Nghị định 224/2026/NĐ-CP, Điều 7.',
      'Ban Chỉ đạo cho ý kiến; kế hoạch do Chủ tịch Ủy ban nhân dân tỉnh ban hành.',
    ],
  },
  {
    title: 'Kiến nghị của các xã, phường',
    item: 3,
    visibility: 'members',
    daysBefore: [1],
    lines: ['Tổng hợp vướng mắc khi tiếp nhận hồ sơ trực tuyến tại cấp xã và đề xuất hướng xử lý.'],
  },
];
