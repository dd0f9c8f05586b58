import { v7 as uuidv7 } from 'uuid';
import type { AgencyBrief } from '#modules/directory/server/index.ts';
import type { SiteKind, SiteState } from '../../contract.ts';
import { addDays } from '../days.ts';
import type { NewSite } from '../sites/sites.repo.ts';
import { slug } from './pages.ts';

export interface PlannedSite extends NewSite {
  /** Visits on an ordinary working day. */
  visits: number;
  /** Share of visits that stay on Saturdays and Sundays. */
  weekend: number;
  /** No hits any more in the last days; 0: to this day. */
  silentDays: number;
  /** A wave of robots in the last days. */
  botWave?: boolean;
  campaign?: boolean;
  /** Hours without hits, so many days ago: a broken page, a server that was moved. */
  outages: readonly Outage[];
}

export interface Outage {
  daysAgo: number;
  from: number;
  to: number;
}

const ZONE = 'Asia/Ho_Chi_Minh';
const DOMAIN = 'khanhhoa.example';

type Plan = Partial<
  Pick<PlannedSite, 'state' | 'silentDays' | 'botWave' | 'campaign' | 'domains' | 'outages' | 'dutyDate'>
>;

/** Sites of the sample province by the agencies it has. Site 1 is the province's portal; it also takes hits of `localhost`. */
export function planSites(agencies: readonly AgencyBrief[], today: string): PlannedSite[] {
  const byShortName = new Map(agencies.map((agency) => [agency.shortName, agency]));
  const root = agencies.find(({ parentId }) => parentId === null) ?? agencies[0];
  const owner = (shortName: string) => (byShortName.get(shortName) ?? root)?.id ?? '';
  const sites: PlannedSite[] = [];
  const add = (
    code: number,
    name: string,
    kind: SiteKind,
    ownerId: string,
    host: string,
    use: Use,
    plan: Plan = {},
  ) => {
    const state: SiteState = plan.state ?? 'receiving';
    const silentDays = plan.silentDays ?? 0;
    const domains = [`${host}${DOMAIN}`, ...(plan.domains ?? [])];
    const [visits, weekend] = use;
    const { botWave = false, campaign = false, outages = [], dutyDate = null } = plan;
    sites.push({
      id: uuidv7(),
      code,
      name,
      kind,
      ownerId,
      timeZone: ZONE,
      dutyDate,
      domains,
      state,
      visits,
      weekend,
      silentDays,
      botWave,
      campaign,
      outages,
    });
  };

  add(1, 'Cổng thông tin điện tử tỉnh Khánh Hòa', 'portal', owner('VP UBND tỉnh'), '', [330, 0.55], {
    domains: ['localhost'],
    campaign: true,
  });
  add(2, 'Cổng dịch vụ công tỉnh Khánh Hòa', 'service_portal', owner('TT PVHCC tỉnh'), 'dichvucong.', [300, 0.4], {
    campaign: true,
    outages: [
      { daysAgo: 50, from: 13, to: 24 },
      { daysAgo: 12, from: 8, to: 15 },
    ],
  });
  add(
    3,
    'Hệ thống thông tin giải quyết thủ tục hành chính tỉnh Khánh Hòa',
    'service_portal',
    owner('Sở Khoa học và Công nghệ'),
    'motcua.',
    [70, 0.15],
    { outages: [{ daysAgo: 27, from: 7, to: 20 }] },
  );
  add(4, 'Ứng dụng Công dân số Khánh Hòa', 'app', owner('TT CNTT và CĐS'), 'congdanso.', [80, 0.9]);
  const tourism = owner('Sở Văn hóa, Thể thao và Du lịch');
  add(5, 'Cổng du lịch thông minh Nha Trang - Khánh Hòa', 'portal', tourism, 'dulich.', [110, 1.5], {
    outages: [{ daysAgo: 5, from: 0, to: 24 }],
  });
  add(6, 'Trang tuyên truyền Năm Du lịch (đã kết thúc)', 'portal', tourism, 'namdulich.', [25, 1.2], {
    state: 'closed',
    silentDays: 45,
  });

  const offices = agencies.filter(({ kind, shortName }) => isOffice(kind) && !OWNERS_OF_OTHERS.has(shortName));
  for (const [index, agency] of offices.entries()) {
    const host = `${slug(agency.shortName.replace(/^Sở /, 'so '))}.`;
    const use: Use = [42 - ((index * 7) % 29), 0.2];
    const name = `Trang thông tin điện tử ${agency.name}`;
    add(11 + index, name, 'portal', agency.id, host, use, {
      botWave: agency.shortName === 'Sở Y tế',
      ...(index === 4 && { outages: PAGE_BROKEN }),
    });
  }
  const communes = agencies.filter(({ kind }) => kind === 'commune' || kind === 'ward' || kind === 'special_zone');
  for (const [index, agency] of communes.entries()) {
    const use: Use = [agency.kind === 'ward' ? 11 + ((index * 5) % 9) : 4 + ((index * 3) % 6), 0.3];
    const plan: Plan =
      agency.shortName === 'Xã Khánh Vĩnh' || index === 20
        ? { silentDays: 9 }
        : agency.kind === 'special_zone'
          ? { state: 'registered', dutyDate: addDays(today, -20) }
          : index === 33
            ? { state: 'embedded', dutyDate: addDays(today, 30) }
            : {};
    const host = `${slug(agency.name.replace(/^(Ủy ban nhân dân )?(phường|xã|đặc khu) /iu, ''))}.`;
    const name = `Trang thông tin điện tử ${agency.name}`;
    add(101 + index, name, 'portal', agency.id, host, use, plan);
  }
  return sites;
}

/** A change of its pages lost the snippet for three days. */
const PAGE_BROKEN: readonly Outage[] = [33, 34, 35].map((daysAgo) => ({ daysAgo, from: 0, to: 24 }));

type Use = readonly [visits: number, weekend: number];

const OWNERS_OF_OTHERS = new Set(['VP UBND tỉnh', 'TT PVHCC tỉnh', 'TT CNTT và CĐS']);

function isOffice(kind: AgencyBrief['kind']): boolean {
  return kind === 'department' || kind === 'centre';
}
