import { v7 as uuidv7 } from 'uuid';
import type { AgencyKind, Move, WriteReorganisation } from '../../contract.ts';
import type { NewAgency } from '../agencies/agencies.repo.ts';
import type { MoveOf } from '../reorganisations/world.ts';
import { MERGER, planMerger } from './plan-merger.ts';
import { provincialAgencies } from './provincial-agencies.ts';
import { type CommuneUnit, type OldUnit, readCommunes, readOldUnits } from './read-units.ts';

/** See `data/README.md`. */
const PLACE_SOURCE = 'vietnamese-provinces-database, Thang Le Quoc (MIT)';

type Found = MoveOf<'found'>;

export interface AgencyPlan {
  /** Agencies of before the merger, open-ended: the reorganisations end them. Parents stand before their children. */
  before: NewAgency[];
  /** In the order in which they are applied: the districts go before the province that they stood below. */
  reorganisations: { head: WriteReorganisation; moves: Move[] }[];
  /** Departments, centres and divisions of today. */
  provincial: NewAgency[];
  /** All of them as they are in the end. */
  agencies: Pick<NewAgency, 'id' | 'level' | 'period' | 'shortName'>[];
  /** Ids by short name, for what stands below the province today. */
  today: ReadonlyMap<string, string>;
}

const TODAY = { from: MERGER, to: null };
/** When the old units began is not in the data. */
const BEFORE = { from: null, to: MERGER };
const ALWAYS = { from: null, to: null };

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
  const founded = readCommunes().map((commune, index) => planCommune(rootId, commune, index));
  const old = planOldUnits(rootId, readOldUnits());
  const today = [...provincial, ...founded.map(({ toId, unit }) => ({ ...unit, id: toId, period: TODAY }))];
  return {
    before: old.agencies,
    reorganisations: planMerger({ ...old, founded, rootId }),
    provincial,
    agencies: [...old.agencies.map((agency) => ({ ...agency, period: BEFORE })), ...today],
    today: new Map(today.map((agency) => [agency.shortName, agency.id])),
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

function planCommune(rootId: string, commune: CommuneUnit, index: number): Found {
  return {
    id: uuidv7(),
    kind: 'found',
    toId: uuidv7(),
    parentId: rootId,
    unit: {
      ...committee(commune.name),
      level: 'commune',
      codes: [
        { system: 'statistics', code: commune.code, sample: false },
        { system: 'eid', code: `H32.${100 + index}`, sample: true },
      ],
      sort: 1000,
      place: {
        longitude: commune.longitude,
        latitude: commune.latitude,
        areaKm2: commune.areaKm2,
        source: PLACE_SOURCE,
      },
    },
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
      period: ALWAYS,
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
      period: ALWAYS,
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
      period: ALWAYS,
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

export function idOf(plan: AgencyPlan, shortName: string): string {
  const id = plan.today.get(shortName);
  if (!id) throw new Error(`The sample has no agency "${shortName}".`);
  return id;
}
