import type { GrantScope } from '../../contract.ts';
import { DOMAIN } from './plan-people.ts';

export interface SampleAccount {
  name: string;
  email: string;
  password: string;
  /** Code of the role. */
  role: string;
  scope: GrantScope;
  /** Short name of the agency; null: the province itself. */
  agency: string | null;
  position: string;
}

/** Known to everybody who reads the README: the sample is for looking around, never for real work. */
const PASSWORD = 'NhipCau-2026';

/** Accounts of the sample province, one for each kind of reader. The first is the administrator. */
export const sampleAccounts: readonly [SampleAccount, ...SampleAccount[]] = [
  {
    name: 'Nguyễn Quản Trị',
    email: `admin@${DOMAIN}`,
    password: PASSWORD,
    role: 'system_admin',
    scope: 'node',
    agency: null,
    position: 'Quản trị viên',
  },
  {
    name: 'Trần Thị Lãnh Đạo',
    email: `lanhdao@${DOMAIN}`,
    password: PASSWORD,
    role: 'leader',
    scope: 'node',
    agency: null,
    position: 'Phó Chủ tịch',
  },
  {
    name: 'Lê Văn Chuyển',
    email: `quantri.khcn@${DOMAIN}`,
    password: PASSWORD,
    role: 'agency_admin',
    scope: 'below',
    agency: 'Sở Khoa học và Công nghệ',
    position: 'Chuyên viên chính',
  },
  {
    name: 'Phạm Thị Số',
    email: `chuyenvien.khcn@${DOMAIN}`,
    password: PASSWORD,
    role: 'officer',
    scope: 'unit',
    agency: 'Sở Khoa học và Công nghệ',
    position: 'Chuyên viên',
  },
  {
    name: 'Huỳnh Minh Phường',
    email: `quantri.nhatrang@${DOMAIN}`,
    password: PASSWORD,
    role: 'agency_admin',
    scope: 'below',
    agency: 'Phường Nha Trang',
    position: 'Công chức Văn phòng - Thống kê',
  },
  {
    name: 'Võ Thị Xem',
    email: `nguoixem@${DOMAIN}`,
    password: PASSWORD,
    role: 'viewer',
    scope: 'node',
    agency: 'Xã Diên Khánh',
    position: 'Chuyên viên',
  },
];
