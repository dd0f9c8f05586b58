import { v7 as uuidv7 } from 'uuid';
import type { AgencyKind } from '../../contract.ts';
import type { NewAgency } from '../agencies/agencies.repo.ts';
import { provincialAgencies } from './provincial-agencies.ts';
import { type CommuneUnit, type OldUnit, readCommunes, readOldUnits } from './read-units.ts';

/** The day of the merger and the end of districts: NQ 202/2025/QH15, NQ 1667/NQ-UBTVQH15. */
export const MERGER = '2025-07-01';

export interface PlannedLink {
  from: string;
  to: string;
  legalBasis: string;
  guessed: boolean;
}

export interface AgencyPlan {
  /** Parents stand before their children. */
  agencies: NewAgency[];
  links: PlannedLink[];
  /** Ids by short name, for what stands below the province today. */
  today: ReadonlyMap<string, string>;
}

const TODAY = { from: MERGER, to: null };
/** When the old units began is not in the data. */
const BEFORE = { from: null, to: MERGER };

const KINDS: Record<string, AgencyKind> = {
  Xã: 'commune',
  Phường: 'ward',
  'Đặc khu': 'special_zone',
  'Thị trấn': 'township',
  Huyện: 'district',
  'Thị xã': 'district',
  'Thành phố': 'district',
  Tỉnh: 'province',
};

/** The agencies of Khánh Hòa before and after the merger, below its root. Pure but for the identifiers it makes. */
export function planAgencies(rootId: string): AgencyPlan {
  const provincial = planProvincial(rootId);
  const communes = readCommunes();
  const newUnits = communes.map((commune, index) => planCommune(rootId, commune, index));
  const old = planOldUnits(rootId, readOldUnits());
  const current = [...provincial, ...newUnits];
  return {
    agencies: [...old.agencies, ...current],
    links: [
      {
        from: old.ninhThuanId,
        to: rootId,
        legalBasis: 'Nghị quyết 202/2025/QH15',
        guessed: false,
      },
      ...guessLinks(old.communes, newUnits),
    ],
    today: new Map(current.map((agency) => [agency.shortName, agency.id])),
  };
}

function planProvincial(rootId: string): NewAgency[] {
  const byShortName = new Map<string, string>();
  return provincialAgencies.flatMap((agency, index) => {
    const id = uuidv7();
    byShortName.set(agency.shortName, id);
    const head: NewAgency = {
      id,
      kind: agency.kind,
      level: 'province',
      name: agency.name,
      shortName: agency.shortName,
      parentId: agency.under ? (byShortName.get(agency.under) ?? rootId) : rootId,
      period: TODAY,
      codes: [{ system: 'eid', code: agency.eid, sample: true }],
      sort: 100 + index,
    };
    const divisions = agency.divisions.map(
      (name, place): NewAgency => ({
        id: uuidv7(),
        kind: 'division',
        level: 'province',
        name,
        // Many departments have a `Văn phòng Sở`: the short name says whose.
        shortName: `${name} (${agency.shortName})`,
        parentId: id,
        period: TODAY,
        codes: [],
        sort: place,
      }),
    );
    return [head, ...divisions];
  });
}

function planCommune(rootId: string, commune: CommuneUnit, index: number): NewAgency {
  return {
    id: uuidv7(),
    ...committee(commune.name),
    level: 'commune',
    parentId: rootId,
    period: TODAY,
    codes: [
      { system: 'statistics', code: commune.code, sample: false },
      { system: 'eid', code: `H32.${100 + index}`, sample: true },
    ],
    sort: 1000,
    place: { longitude: commune.longitude, latitude: commune.latitude, areaKm2: commune.areaKm2 },
  };
}

/** Districts and communes of both old provinces, and Ninh Thuận, which ended. Khánh Hòa itself goes on as the root. */
function planOldUnits(rootId: string, units: readonly OldUnit[]) {
  const ninhThuan = units.find((unit) => unit.provinceCode === '58');
  if (!ninhThuan) throw new Error('The sample data lacks Ninh Thuận.');
  const ninhThuanId = uuidv7();
  const agencies: NewAgency[] = [
    {
      id: ninhThuanId,
      ...committee(ninhThuan.province),
      level: 'province',
      parentId: null,
      period: BEFORE,
      codes: [{ system: 'statistics', code: ninhThuan.provinceCode, sample: false }],
    },
  ];
  const districts = new Map<string, string>();
  for (const unit of units) {
    if (districts.has(unit.districtCode)) continue;
    const id = uuidv7();
    districts.set(unit.districtCode, id);
    agencies.push({
      id,
      ...committee(unit.district),
      level: 'district',
      parentId: unit.provinceCode === '58' ? ninhThuanId : rootId,
      period: BEFORE,
      codes: [{ system: 'statistics', code: unit.districtCode, sample: false }],
      sort: 500,
    });
  }
  const communes = units.map(
    (unit): NewAgency => ({
      id: uuidv7(),
      ...committee(unit.name),
      level: 'commune',
      parentId: districts.get(unit.districtCode) ?? null,
      period: BEFORE,
      codes: [{ system: 'statistics', code: unit.code, sample: false }],
      sort: 1000,
    }),
  );
  return { agencies: [...agencies, ...communes], communes, ninhThuanId };
}

/** `Phường Nha Trang` is run by the `Ủy ban nhân dân phường Nha Trang`. */
function committee(unit: string): Pick<NewAgency, 'kind' | 'name' | 'shortName'> {
  const [word, bare] = splitUnit(unit);
  const kind = KINDS[word];
  if (!kind) throw new Error(`The kind of the unit "${unit}" is not known.`);
  return { kind, name: `Ủy ban nhân dân ${word.toLowerCase()} ${bare}`, shortName: unit };
}

function splitUnit(unit: string): [word: string, bare: string] {
  const word = Object.keys(KINDS).find((candidate) => unit.startsWith(`${candidate} `));
  if (!word) throw new Error(`The kind of the unit "${unit}" is not known.`);
  return [word, unit.slice(word.length + 1)];
}

/**
 * Which old commune went into which new one is not in the data. Where exactly one old commune has the name of a new one,
 * a link is proposed and marked as guessed; a person decides.
 */
export function guessLinks(
  old: readonly Pick<NewAgency, 'id' | 'shortName'>[],
  current: readonly Pick<NewAgency, 'id' | 'shortName'>[],
): PlannedLink[] {
  const byName = Map.groupBy(old, (agency) => splitOrSame(agency.shortName));
  return current.flatMap((agency) => {
    const candidates = byName.get(splitOrSame(agency.shortName)) ?? [];
    const exact = candidates.filter((candidate) => candidate.shortName === agency.shortName);
    const [only, ...others] = candidates.length === 1 ? candidates : exact;
    if (!only || others.length > 0) return [];
    return [{ from: only.id, to: agency.id, legalBasis: 'Nghị quyết 1667/NQ-UBTVQH15', guessed: true }];
  });
}

function splitOrSame(unit: string): string {
  return Object.keys(KINDS).some((word) => unit.startsWith(`${word} `)) ? splitUnit(unit)[1] : unit;
}

export function idOf(plan: AgencyPlan, shortName: string): string {
  const id = plan.today.get(shortName);
  if (!id) throw new Error(`The sample has no agency "${shortName}".`);
  return id;
}
