import { fold } from '#modules/directory/server/index.ts';
import type { SiteKind } from '../../contract.ts';

export interface SamplePage {
  path: string;
  title: string;
  /** Code of the procedure that the page is about. */
  service?: string;
}

/** Procedures that people ask for most, most asked first. Codes as at the national portal; the order is invented. */
export const PROCEDURES: readonly (readonly [code: string, name: string])[] = [
  ['1.001193', 'Đăng ký khai sinh'],
  ['2.000815', 'Chứng thực bản sao từ bản chính'],
  ['1.004194', 'Đăng ký tạm trú'],
  ['1.000894', 'Đăng ký kết hôn'],
  ['1.004222', 'Đăng ký thường trú'],
  ['1.004873', 'Cấp giấy xác nhận tình trạng hôn nhân'],
  ['2.000488', 'Cấp phiếu lý lịch tư pháp'],
  ['1.000656', 'Đăng ký khai tử'],
  ['1.001612', 'Đăng ký thành lập hộ kinh doanh'],
  ['2.000635', 'Cấp bản sao trích lục hộ tịch'],
  ['1.006391', 'Đăng ký phương tiện thủy nội địa'],
  ['1.002755', 'Đăng ký xe trong trường hợp trúng đấu giá biển số'],
  ['1.001731', 'Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội'],
  ['1.001776', 'Thực hiện, điều chỉnh trợ cấp xã hội hằng tháng'],
];

const SUBJECTS = [
  'chuyển đổi số',
  'cải cách hành chính',
  'dịch vụ công trực tuyến',
  'phòng, chống bão lũ',
  'an toàn giao thông',
  'tuyển sinh đầu cấp',
  'tiêm chủng mở rộng',
  'quy hoạch sử dụng đất',
  'du lịch biển',
  'nuôi biển công nghệ cao',
  'khu kinh tế Vân Phong',
  'chi trả an sinh xã hội',
  'định danh điện tử VNeID',
  'chính quyền địa phương hai cấp',
];

const TELLINGS = [
  'Thông báo về công tác',
  'Hội nghị triển khai nhiệm vụ',
  'Kế hoạch thực hiện',
  'Kết quả tháng qua về',
  'Hướng dẫn người dân về',
  'Chủ tịch UBND kiểm tra công tác',
  'Lấy ý kiến góp ý dự thảo về',
  'Tổng kết phong trào thi đua',
];

const MENU: readonly SamplePage[] = [
  { path: '/', title: 'Trang chủ' },
  { path: '/tin-tuc', title: 'Tin tức - Sự kiện' },
  { path: '/thong-bao', title: 'Thông báo' },
  { path: '/van-ban', title: 'Văn bản chỉ đạo điều hành' },
  { path: '/lich-cong-tac', title: 'Lịch công tác tuần' },
  { path: '/gioi-thieu/bo-may', title: 'Giới thiệu - Tổ chức bộ máy' },
  { path: '/thu-tuc-hanh-chinh', title: 'Thủ tục hành chính' },
  { path: '/danh-ba', title: 'Danh bạ điện thoại, thư điện tử công vụ' },
  { path: '/hoi-dap', title: 'Hỏi đáp, phản ánh kiến nghị' },
  { path: '/tuyen-dung', title: 'Thông báo tuyển dụng công chức, viên chức' },
  { path: '/cong-khai-ngan-sach', title: 'Công khai ngân sách' },
  { path: '/du-an-dau-tu', title: 'Danh mục dự án kêu gọi đầu tư' },
];

const news = SUBJECTS.flatMap((subject) =>
  TELLINGS.map((telling) => ({
    path: `/tin-tuc/${slug(`${telling} ${subject}`)}`,
    title: `${telling} ${subject}`,
  })),
);

const procedurePages = PROCEDURES.map(
  ([code, name]): SamplePage => ({ path: `/thu-tuc/${code}`, title: name, service: code }),
);

const SERVICE_MENU: readonly SamplePage[] = [
  { path: '/', title: 'Trang chủ dịch vụ công' },
  { path: '/tra-cuu-ho-so', title: 'Tra cứu tình trạng hồ sơ' },
  { path: '/dang-nhap', title: 'Đăng nhập bằng VNeID' },
  { path: '/danh-sach-dich-vu', title: 'Danh sách dịch vụ công trực tuyến' },
  { path: '/thanh-toan', title: 'Thanh toán phí, lệ phí' },
  { path: '/danh-gia', title: 'Đánh giá mức độ hài lòng' },
  { path: '/huong-dan', title: 'Hướng dẫn nộp hồ sơ trực tuyến' },
];

/** Pages of a kind of site, most visited first. Titles end in the site's name, as on real sites. */
export function pagesOf(kind: SiteKind, siteName: string): SamplePage[] {
  const pages = kind === 'portal' ? [...MENU, ...news] : interleave(SERVICE_MENU, procedurePages);
  return pages.map((page) => ({ ...page, title: `${page.title} - ${siteName}` }));
}

export const SEARCHES = [
  'khai sinh',
  'đăng ký kết hôn',
  'lý lịch tư pháp',
  'sổ đỏ',
  'quy hoạch Nha Trang',
  'giấy phép xây dựng',
  'hộ kinh doanh',
  'lịch tiếp công dân',
  'tuyển dụng viên chức',
  'cấp đổi giấy phép lái xe',
  'bảng giá đất 2026',
  'mẫu đơn xin xác nhận',
  'trợ cấp xã hội',
  'VNeID mức 2',
  'lịch cúp điện',
  'danh sách thi nâng ngạch',
];

/** The site has nothing on these. */
export const FRUITLESS = ['lịch cúp điện', 'danh sách thi nâng ngạch'];

export const DOWNLOADS = [
  '/tai-lieu/mau-to-khai-khai-sinh.docx',
  '/tai-lieu/mau-don-dang-ky-ket-hon.docx',
  '/van-ban/qd-1143-qd-ubnd.pdf',
  '/van-ban/ke-hoach-chuyen-doi-so-2026.pdf',
  '/tai-lieu/bang-gia-dat.xlsx',
  '/tai-lieu/huong-dan-nop-ho-so.pdf',
  '/van-ban/nq-hdnd-ky-hop-cuoi-nam.pdf',
];

export const OUTLINKS = [
  'https://dichvucong.gov.vn/',
  'https://chinhphu.vn/',
  'https://vbpl.vn/',
  'https://www.facebook.com/khanhhoa.example',
  'https://zalo.me/khanhhoa.example',
  'https://baohiemxahoi.gov.vn/',
];

export function slug(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** One of the first, two of the second, and so on: on a service portal the procedures stand among the menu. */
function interleave(first: readonly SamplePage[], second: readonly SamplePage[]): SamplePage[] {
  const rest = [...second];
  return [...first.flatMap((page) => [page, ...rest.splice(0, 2)]), ...rest];
}
