import type { Position, Role } from '../../contract.ts';

/** Roles of a new node. Entries such as `*.read` also cover modules that come later. */
export const firstRoles: readonly Omit<Role, 'id' | 'holders' | 'secondFactor'>[] = [
  {
    code: 'system_admin',
    name: 'Quản trị hệ thống',
    description: 'Mọi quyền trên toàn hệ thống: danh bạ, vai trò, trang đo, cấu hình.',
    permissions: ['*'],
  },
  {
    code: 'leader',
    name: 'Lãnh đạo',
    description: 'Xem mọi số liệu và báo cáo trong phạm vi được giao.',
    permissions: ['*.read'],
  },
  {
    code: 'agency_admin',
    name: 'Quản trị cơ quan',
    description: 'Quản lý danh bạ, nhân sự, vai trò và trang đo của cơ quan mình và các đơn vị trực thuộc.',
    permissions: ['*.read', '*.write', 'directory.role.grant'],
  },
  {
    code: 'officer',
    name: 'Chuyên viên',
    description: 'Xem số liệu của cơ quan mình.',
    permissions: ['*.read'],
  },
  {
    code: 'reader',
    name: 'Tra cứu danh bạ',
    description: 'Tra cứu danh bạ cơ quan và cán bộ.',
    permissions: ['directory.agency.read', 'directory.person.read'],
  },
  {
    code: 'viewer',
    name: 'Người xem',
    description: 'Tra cứu danh bạ cơ quan và cán bộ; xem số liệu các trang trong phạm vi được giao.',
    permissions: ['directory.agency.read', 'directory.person.read', '*.site.read', '*.report.read'],
  },
];

/** Positions (chức vụ) of state bodies, highest first. */
export const firstPositions: readonly Omit<Position, 'id'>[] = [
  'Bộ trưởng',
  'Thứ trưởng',
  'Chủ tịch',
  'Phó Chủ tịch',
  'Chánh Văn phòng',
  'Phó Chánh Văn phòng',
  'Giám đốc',
  'Phó Giám đốc',
  'Trưởng ban',
  'Phó Trưởng ban',
  'Chánh Thanh tra',
  'Phó Chánh Thanh tra',
  'Trưởng phòng',
  'Phó Trưởng phòng',
  'Quản trị viên',
  'Chuyên viên chính',
  'Chuyên viên',
  'Công chức Văn phòng - Thống kê',
  'Công chức Tư pháp - Hộ tịch',
  'Văn thư',
  'Kế toán',
  'Cán sự',
].map((name, rank) => ({ name, rank: rank * 10 }));
