/**
 * Agencies of the province since the reorganisation of 2025 (NĐ 150/2025/NĐ-CP). Their identifiers of level 2 are not
 * published: those given here are samples and are marked so.
 */
export interface ProvincialAgency {
  eid: string;
  kind: 'department' | 'centre';
  name: string;
  shortName: string;
  /** Short name of the agency above, where it is not the committee. */
  under?: string;
  head: readonly [head: string, deputy: string];
  divisions: readonly string[];
}

const DIRECTOR = ['Giám đốc', 'Phó Giám đốc'] as const;

function department(eid: string, field: string, divisions: readonly string[]): ProvincialAgency {
  const name = `Sở ${field}`;
  return { eid, kind: 'department', name, shortName: name, head: DIRECTOR, divisions };
}

export const provincialAgencies: readonly ProvincialAgency[] = [
  {
    eid: 'H32.01',
    kind: 'department',
    name: 'Văn phòng Ủy ban nhân dân tỉnh',
    shortName: 'VP UBND tỉnh',
    head: ['Chánh Văn phòng', 'Phó Chánh Văn phòng'],
    divisions: ['Phòng Tổng hợp', 'Phòng Hành chính - Quản trị'],
  },
  department('H32.02', 'Khoa học và Công nghệ', ['Văn phòng Sở', 'Phòng Chuyển đổi số', 'Phòng Bưu chính, Viễn thông']),
  department('H32.03', 'Nội vụ', ['Văn phòng Sở', 'Phòng Cải cách hành chính', 'Phòng Tổ chức, Biên chế']),
  department('H32.04', 'Tài chính', ['Văn phòng Sở', 'Phòng Quản lý ngân sách', 'Phòng Đăng ký kinh doanh']),
  department('H32.05', 'Xây dựng', ['Văn phòng Sở', 'Phòng Quy hoạch, Kiến trúc', 'Phòng Quản lý vận tải']),
  department('H32.06', 'Nông nghiệp và Môi trường', ['Văn phòng Sở', 'Phòng Quản lý đất đai', 'Phòng Biển và Hải đảo']),
  department('H32.07', 'Công Thương', ['Văn phòng Sở', 'Phòng Quản lý thương mại']),
  department('H32.08', 'Giáo dục và Đào tạo', ['Văn phòng Sở', 'Phòng Giáo dục phổ thông']),
  department('H32.09', 'Y tế', ['Văn phòng Sở', 'Phòng Nghiệp vụ Y']),
  department('H32.10', 'Tư pháp', ['Văn phòng Sở', 'Phòng Hành chính và Bổ trợ tư pháp']),
  department('H32.11', 'Văn hóa, Thể thao và Du lịch', [
    'Văn phòng Sở',
    'Phòng Quản lý du lịch',
    'Phòng Báo chí, Xuất bản',
  ]),
  department('H32.12', 'Dân tộc và Tôn giáo', ['Văn phòng Sở']),
  {
    eid: 'H32.13',
    kind: 'department',
    name: 'Thanh tra tỉnh',
    shortName: 'Thanh tra tỉnh',
    head: ['Chánh Thanh tra', 'Phó Chánh Thanh tra'],
    divisions: ['Văn phòng'],
  },
  {
    eid: 'H32.14',
    kind: 'department',
    name: 'Ban Quản lý Khu kinh tế Vân Phong',
    shortName: 'BQL KKT Vân Phong',
    head: ['Trưởng ban', 'Phó Trưởng ban'],
    divisions: ['Văn phòng Ban', 'Phòng Quản lý đầu tư'],
  },
  {
    eid: 'H32.15',
    kind: 'centre',
    name: 'Trung tâm Phục vụ hành chính công tỉnh',
    shortName: 'TT PVHCC tỉnh',
    under: 'VP UBND tỉnh',
    head: DIRECTOR,
    divisions: [],
  },
  {
    eid: 'H32.16',
    kind: 'centre',
    name: 'Trung tâm Công nghệ thông tin và Chuyển đổi số',
    shortName: 'TT CNTT và CĐS',
    under: 'Sở Khoa học và Công nghệ',
    head: DIRECTOR,
    divisions: [],
  },
];
