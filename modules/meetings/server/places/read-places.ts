import { type AgencyBrief, fold } from '#modules/directory/server/index.ts';
import type { Sheet } from '#platform/server/sheets/read-sheet.ts';
import type { PlaceLine } from '../../contract.ts';

/** A line as it will be taken in. */
export interface ReadPlace extends PlaceLine {
  agencyId: string | null;
  latitude: number | null;
  longitude: number | null;
  /** Who is on the list already; null: comes with the place, by name. */
  headId: string | null;
  operatorId: string | null;
}

type Problem = PlaceLine['problems'][number];
type Field = Problem['path'] | 'room';

/** Heads of columns, without accents in lower case; the best first. */
const HEADS: Record<Field, readonly string[]> = {
  name: ['diem cau', 'ten diem cau', 'ten', 'place', 'name'],
  agency: ['co quan', 'ma co quan', 'don vi', 'agency'],
  room: ['phong hop', 'phong', 'dia diem', 'room'],
  head: ['truong diem cau', 'phu trach', 'nguoi dung dau', 'head'],
  operator: ['van hanh', 'nguoi van hanh', 'can bo ky thuat', 'operator'],
  latitude: ['vi do', 'latitude', 'lat'],
  longitude: ['kinh do', 'longitude', 'long', 'lng'],
};

export interface Known {
  agencies: readonly Pick<AgencyBrief, 'id' | 'name' | 'shortName' | 'eid' | 'statisticsCode'>[];
  participants: readonly { id: string; name: string }[];
  /** Names of the places that are there already. */
  places: readonly string[];
}

const NAME_MOST = 200;

/** Reads a list of places: what each line means, and what is wrong with it. Null: no column names the places. */
export function readPlaces({ heads, rows }: Sheet, known: Known): ReadPlace[] | null {
  const folded = heads.map(fold);
  const columnOf = (field: Field) => HEADS[field].map((head) => folded.indexOf(head)).find((at) => at >= 0) ?? -1;
  const columns = new Map((Object.keys(HEADS) as Field[]).map((field) => [field, columnOf(field)]));
  if (columns.get('name') === -1) return null;
  const agencies = byText(known.agencies, ({ eid, statisticsCode, name, shortName }) => [
    ...[eid, statisticsCode].filter((code) => code !== null),
    name,
    shortName,
  ]);
  const people = byText(known.participants, ({ name }) => [name]);
  const taken = new Set(known.places.map(fold));
  return rows.map(({ line, cells }) => {
    const cell = (field: Field) => cells[columns.get(field) ?? -1] ?? '';
    const problems: Problem[] = [];
    const name = cell('name');
    if (name === '') {
      problems.push({ path: 'name', code: 'meetings.place_empty', message: 'Every line names its place.' });
    } else if (name.length > NAME_MOST) {
      const values = { most: NAME_MOST };
      problems.push({ path: 'name', code: 'meetings.place_long', message: 'At most 200 characters.', values });
    } else if (taken.has(fold(name))) {
      const values = { cell: name };
      problems.push({ path: 'name', code: 'meetings.place_twice', message: 'There is such a place already.', values });
    }
    taken.add(fold(name));
    const agency = cell('agency');
    const [agencyId = null, ...moreAgencies] = agency === '' ? [] : (agencies.get(fold(agency)) ?? []);
    if (agency !== '' && agencyId === null) {
      const message = 'Write its code or full name, or leave it empty.';
      problems.push({ path: 'agency', code: 'meetings.cell_agency', message, values: { cell: agency } });
    }
    if (moreAgencies.length > 0) {
      const message = 'Several bear this name: write the code.';
      problems.push({ path: 'agency', code: 'meetings.cell_agencies', message, values: { cell: agency } });
    }
    const person = (field: 'head' | 'operator') => {
      const [id = null, ...others] = cell(field) === '' ? [] : (people.get(fold(cell(field))) ?? []);
      if (others.length > 0) {
        const message = 'Several participants bear this name: leave it empty and choose later.';
        problems.push({ path: field, code: 'meetings.cell_person', message, values: { cell: cell(field) } });
      }
      return id;
    };
    const degrees = (field: 'latitude' | 'longitude', most: number) => {
      if (cell(field) === '') return null;
      const value = Number(cell(field).replace(',', '.'));
      if (Number.isFinite(value) && Math.abs(value) <= most) return value;
      const message = `Degrees between −${most} and ${most}.`;
      problems.push({ path: field, code: 'meetings.cell_degrees', message, values: { cell: cell(field), most } });
      return null;
    };
    return {
      line,
      name,
      agency,
      room: cell('room').slice(0, 300),
      head: cell('head').slice(0, NAME_MOST),
      operator: cell('operator').slice(0, NAME_MOST),
      agencyId,
      headId: person('head'),
      operatorId: person('operator'),
      latitude: degrees('latitude', 90),
      longitude: degrees('longitude', 180),
      problems,
    };
  });
}

/** Ids of all by what they are called. */
function byText<One extends { id: string }>(
  all: readonly One[],
  textsOf: (one: One) => readonly string[],
): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  for (const one of all) {
    for (const text of new Set(textsOf(one).map(fold))) {
      const same = found.get(text);
      if (same) same.push(one.id);
      else found.set(text, [one.id]);
    }
  }
  return found;
}
