/** Every screen of the shell: its route, and an address of it in the sample province. */
export interface Screen {
  /** The path as the router has it. */
  route: string;
  /** Name of its picture. */
  name: string;
  /** An address; `:agency`, `:reorganisation`, `:session` and `:body` stand for the identifier of one. Default: the route. */
  address?: string;
  /** Shown once the screen is there with its data. */
  shows: string | RegExp;
  /** Also shows waiting parts, which stay. */
  waits?: boolean;
}

export const SCREENS: readonly Screen[] = [
  { route: '/', name: 'my-work', shows: /^Chào / },
  { route: '/kit', name: 'kit', shows: 'Bộ thành phần giao diện', waits: true },
  { route: '/api-docs', name: 'api-docs', shows: 'Tài liệu API' },
  { route: '/help', name: 'help', shows: 'Dùng chung cho mọi màn hình' },
  { route: '/meetings', name: 'sessions', shows: /Phiên họp lần thứ ba/ },
  { route: '/meetings/$id', name: 'session', address: '/meetings/:session', shows: 'Thông tin phiên họp' },
  { route: '/meetings/$id/room', name: 'room', address: '/meetings/:session/room', shows: 'Toàn màn hình' },
  {
    route: '/meetings/$id/room/chair',
    name: 'room-chair',
    address: '/meetings/:session/room/chair',
    shows: 'Chương trình',
  },
  {
    route: '/meetings/$id/room/secretary',
    name: 'room-secretary',
    address: '/meetings/:session/room/secretary',
    shows: 'Các lần biểu quyết',
  },
  {
    route: '/meetings/$id/room/place',
    name: 'room-place',
    address: '/meetings/:session/room/place',
    shows: 'Chương trình',
  },
  {
    route: '/meetings/$id/room/member',
    name: 'room-member',
    address: '/meetings/:session/room/member',
    shows: 'Chương trình',
  },
  {
    route: '/meetings/$id/room/wall',
    name: 'room-wall',
    address: '/meetings/:session/room/wall',
    shows: 'Toàn màn hình',
  },
  {
    route: '/meetings/$id/programme',
    name: 'session-programme',
    address: '/meetings/:session/programme',
    shows: /Kế hoạch chuyển đổi số năm 2027/,
  },
  { route: '/meetings/$id/papers', name: 'session-papers', address: '/meetings/:session/papers', shows: 'Biên bản' },
  {
    route: '/meetings/$id/people',
    name: 'session-people',
    address: '/meetings/:session/people',
    shows: /Trần Thị Lãnh Đạo/,
  },
  {
    route: '/meetings/$id/places',
    name: 'session-places',
    address: '/meetings/:session/places',
    shows: 'Phường Nha Trang',
  },
  {
    route: '/meetings/$id/documents',
    name: 'session-documents',
    address: '/meetings/:session/documents',
    shows: 'Báo cáo kết quả 11 tháng',
  },
  {
    route: '/meetings/$id/invitation',
    name: 'session-invitation',
    address: '/meetings/:session/invitation',
    shows: 'Xem giấy mời (PDF)',
  },
  {
    route: '/meetings/$id/picture',
    name: 'session-picture',
    address: '/meetings/:session/picture',
    shows: 'Nút này không dùng hình và tiếng',
  },
  { route: '/bodies', name: 'bodies', shows: 'Ủy ban Quốc gia về chuyển đổi số' },
  { route: '/bodies/$id', name: 'body', address: '/bodies/:body', shows: 'Các quyết định' },
  { route: '/sites', name: 'board', shows: 'Trang và ứng dụng' },
  { route: '/sites/register', name: 'register', shows: 'Đăng ký trang' },
  { route: '/sites/import', name: 'site-imports', shows: 'Gửi tệp' },
  { route: '/services', name: 'services', shows: 'Đăng ký khai sinh' },
  { route: '/alerts', name: 'alerts', shows: 'Máy quét dồn dập' },
  { route: '/interruptions', name: 'interruptions', shows: 'Đang gián đoạn' },
  { route: '/sites/$code', name: 'report', address: '/sites/1', shows: 'Sử dụng theo ngày' },
  { route: '/sites/$code/hits', name: 'hits', address: '/sites/1/hits', shows: /Cổng thông tin điện tử/ },
  { route: '/sites/$code/goals', name: 'goals', address: '/sites/2/goals', shows: 'Nộp hồ sơ trực tuyến' },
  { route: '/sites/$code/watch', name: 'watch', address: '/sites/2/watch', shows: 'Gián đoạn của trang' },
  { route: '/sites/$code/embed', name: 'embed', address: '/sites/1/embed', shows: 'Gắn mã vào mọi trang' },
  { route: '/sites/$code/logs', name: 'logs', address: '/sites/1/logs', shows: 'Các lần nhập nhật ký' },
  { route: '/sites/$code/settings', name: 'settings', address: '/sites/1/settings', shows: 'Đóng trang' },
  { route: '/agency-board', name: 'agency-board', shows: 'Công bố bảng số liệu' },
  { route: '/report-mails', name: 'report-mails', shows: 'Chưa có báo cáo nào gửi định kỳ' },
  { route: '/evaluation', name: 'evaluation', shows: 'Đánh giá theo kỳ' },
  { route: '/agencies', name: 'agencies', shows: 'Cơ quan' },
  { route: '/agencies/$id', name: 'agency', address: '/agencies/:agency', shows: 'Mã qua các thời kỳ' },
  { route: '/agency-map', name: 'agency-map', shows: '65 đơn vị cấp xã' },
  {
    route: '/agency-changes',
    name: 'agency-changes',
    address: '/agency-changes?from=2025-06-30&to=2025-07-01',
    shows: 'Ủy ban nhân dân huyện Bác Ái',
  },
  { route: '/reorganisations', name: 'reorganisations', shows: 'Sáp nhập tỉnh Ninh Thuận vào tỉnh Khánh Hòa' },
  {
    route: '/reorganisations/$id',
    name: 'reorganisation',
    address: '/reorganisations/:reorganisation',
    shows: 'Phường Vĩnh Phước',
  },
  { route: '/people', name: 'people', shows: 'Con người' },
  { route: '/roles', name: 'roles', shows: 'Quản trị cơ quan' },
  { route: '/imports', name: 'imports', shows: 'Nhập từ tệp' },
  { route: '/security', name: 'security', shows: 'An toàn đăng nhập' },
  { route: '/operations/state', name: 'operations', shows: 'Ổ đĩa dữ liệu' },
  { route: '/operations/backups', name: 'operations-backups', shows: 'Bản sao lưu gần nhất' },
  { route: '/operations/jobs', name: 'operations-jobs', shows: 'Kiểm tra chuỗi nhật ký' },
  { route: '/operations/settings', name: 'operations-settings', shows: 'COLLECTOR_RATE' },
  { route: '/audit', name: 'audit', shows: 'Nạp tỉnh mẫu' },
  { route: '/calendar', name: 'calendar', shows: /^Lịch làm việc năm/ },
];
