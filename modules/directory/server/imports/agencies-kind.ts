import { v7 as uuidv7 } from 'uuid';
import { may } from '#platform/server/auth/actor.ts';
import type { Context } from '#platform/server/context.ts';
import type { Checked, Checker, ImportKind, SourceLine } from '#platform/server/imports/kind.ts';
import type { AgencyLevel, CodeSystem, Period } from '../../contract.ts';
import { insertAgencies, type NewAgency } from '../agencies/agencies.repo.ts';
import { mayStandBelow } from '../agencies/standing.ts';
import { CHANGED, forgetCache } from '../cache.ts';
import { parseCode } from '../codes/parse-code.ts';
import { withMeaning } from '../constraints.ts';
import { fold } from '../names/fold.ts';
import { openWork } from '../reorganisations/open-work.ts';
import { findNode } from '../set-up/node.repo.ts';
import type { DirectoryTables } from '../tables.ts';
import { overlap } from '../time/periods.ts';
import { cellsOf, parseDay } from './cells.ts';
import { deleteAgencies, findAgenciesInUse } from './imports.repo.ts';
import { type KnownAgencies, type KnownAgency, knownAgencies } from './known-agencies.ts';
import { texts } from './texts.ts';
import { kindOfUnit, levelOf } from './unit-kinds.ts';

const WRITE = 'directory.agency.write';

/** What a line founds: its own unit, the last, after those above that the file names here for the first time. */
type AgencyLine = NewAgency[];

export interface AgencyMade {
  id: string;
}

/**
 * Agencies with their codes, below one that is there or one of the same file. A line may also name its district and
 * province, as tables of administrative units do: they are founded where they stand first. Options for all lines:
 * `parentId`, `from`, `to`.
 */
export const agenciesKind: ImportKind<AgencyLine, AgencyMade[]> = {
  name: 'directory.agencies',
  permissions: [WRITE],
  fields: [
    {
      key: 'name',
      required: true,
      heads: ['ten', 'ten don vi', 'full name', 'commune', 'name', 'ten co quan', 'xa', 'ten xa'],
    },
    {
      key: 'code',
      required: false,
      heads: ['ma', 'ma don vi hanh chinh', 'code', 'commune code', 'ma xa', 'ma don vi'],
    },
    { key: 'eid', required: false, heads: ['ma dinh danh', 'ma dinh danh dien tu', 'eid'] },
    { key: 'kind', required: false, heads: ['loai', 'kind', 'loai hinh', 'cap'] },
    { key: 'shortName', required: false, heads: ['ten tat', 'ten viet tat', 'short name'] },
    { key: 'parent', required: false, heads: ['ma cap tren', 'cap tren', 'truc thuoc', 'parent code', 'parent'] },
    { key: 'districtCode', required: false, heads: ['ma huyen', 'district code'] },
    { key: 'district', required: false, heads: ['huyen', 'ten huyen', 'district'] },
    { key: 'provinceCode', required: false, heads: ['ma tinh', 'province code'] },
    { key: 'province', required: false, heads: ['tinh', 'ten tinh', 'province'] },
    { key: 'longitude', required: false, heads: ['kinh do', 'longitude', 'lon', 'lng'] },
    { key: 'latitude', required: false, heads: ['vi do', 'latitude', 'lat'] },
    { key: 'area', required: false, heads: ['dien tich', 'area km2', 'area'] },
  ],
  checker: checkerOf,
  async write(_ctx, tx, lines) {
    await insertAgencies(tx.as<DirectoryTables>(), lines.flat());
    return lines.map((line) => line.map(({ id }) => ({ id })));
  },
  meaning: withMeaning,
  async undo(ctx, tx, results) {
    const trx = tx.as<DirectoryTables>();
    const made = results.flat();
    const used = await findAgenciesInUse(trx, made);
    const day = ctx.platform.now().toISOString().slice(0, 10);
    const moves = made.map(({ id }) => ({ kind: 'abolish', fromId: id, toId: null, day }));
    const open = await openWork(ctx, moves);
    const names = [...used, ...open.flatMap(({ examples }) => examples.map(({ label }) => label))];
    if (names.length === 0) await deleteAgencies(trx, made);
    return names;
  },
  topic: CHANGED,
  changed: forgetCache,
  texts,
};

interface Place extends KnownAgency {
  /** Founded by this file. */
  fresh: boolean;
}

async function checkerOf(
  ctx: Context,
  options: Readonly<Partial<Record<string, string>>>,
): Promise<Checker<AgencyLine>> {
  const known = await knownAgencies(ctx);
  const rootId = (await findNode(ctx.platform))?.rootAgencyId ?? '';
  const top = known.byId(options['parentId'] || rootId);
  const period: Period = { from: parseDay(options['from'] ?? ''), to: parseDay(options['to'] ?? '') };
  /** What this file has founded so far, by code and by name. */
  const byCode = new Map<string, Place>();
  const byName = new Map<string, Place>();
  const file: FileSoFar = { known, byCode, byName, period };
  return async (lines) => lines.map((line) => readLine(ctx, line, top, file));
}

interface FileSoFar {
  known: KnownAgencies;
  byCode: Map<string, Place>;
  byName: Map<string, Place>;
  period: Period;
}

function readLine(ctx: Context, line: SourceLine, top: KnownAgency | undefined, file: FileSoFar): Checked<AgencyLine> {
  const cells = cellsOf(line);
  const { period } = file;
  if (period.from !== null && period.to !== null && period.to <= period.from) {
    cells.wrong(null, 'directory.period_invalid', 'The units end before they begin.');
  }
  const name = cells.required('name', 300);
  const shortName = cells.text('shortName', 120);
  const kind = name === null ? null : kindOfUnit(line.values['kind'], name);
  if (name !== null && kind === null) {
    cells.wrong('kind', 'directory.kind_unknown', 'Say what it is: tỉnh, huyện, xã, phường, sở …', { cell: name });
  }
  const above: NewAgency[] = [];
  const parent = parentOf(cells, line, top, file, above);
  const level = kind === null ? null : levelOf(kind, parent?.level ?? 'province');
  const codes = level === null ? [] : codesOf(cells, line, level, file);
  const place = placeOf(cells);
  if (parent && level && !mayStandBelow(level, parent.level)) {
    cells.wrong('parent', 'directory.parent_invalid', `It cannot stand below ${parent.name}.`, { cell: parent.name });
  }
  if (parent && !within(period, parent.period)) {
    cells.wrong('parent', 'directory.agency_closed', `${parent.name} does not exist all that time.`);
  }
  if (parent && !('fresh' in parent) && !may(ctx.actor, WRITE, parent.id)) {
    cells.wrong('parent', 'directory.agency_not_yours', 'You do not keep the agencies below this one.');
  }
  if (cells.problems.length > 0 || name === null || kind === null || level === null || !parent) {
    return { problems: cells.problems };
  }
  const own: NewAgency = {
    id: uuidv7(),
    kind,
    level,
    name,
    shortName: shortName ?? name,
    parentId: parent.id,
    period,
    codes,
    place,
  };
  for (const unit of [...above, own]) remember(file, unit);
  return { value: [...above, own] };
}

function remember({ byCode, byName }: FileSoFar, { id, name, level, period, codes }: NewAgency): void {
  const place: Place = { id, name, level, period, fresh: true };
  for (const { code } of codes) byCode.set(code.toUpperCase(), place);
  byName.set(fold(name), place);
}

function within(inner: Period, outer: Period): boolean {
  const begins = outer.from === null || (inner.from !== null && inner.from >= outer.from);
  const ends = outer.to === null || (inner.to !== null && inner.to <= outer.to);
  return begins && ends;
}

type Cells = ReturnType<typeof cellsOf>;

/** By the code or name of its parent, else by its district and province, else the one given for all lines. */
function parentOf(
  cells: Cells,
  { values }: SourceLine,
  top: KnownAgency | undefined,
  file: FileSoFar,
  above: NewAgency[],
): KnownAgency | Place | null {
  const { parent: cell, province, provinceCode, district, districtCode } = values;
  if (cell !== undefined) {
    const found = find(file, cell, cell);
    return found ?? cells.wrong('parent', 'directory.agency_unknown', `There is no agency “${cell}”.`, { cell });
  }
  let parent: KnownAgency | Place | undefined = top;
  if (province !== undefined) parent = findOrFound(file, above, parent, province, provinceCode, 'province');
  if (district !== undefined) parent = findOrFound(file, above, parent, district, districtCode, 'district');
  return parent ?? cells.wrong('parent', 'directory.agency_unknown', 'Say below which agency it stands.', { cell: '' });
}

function find({ byCode, byName, known, period }: FileSoFar, code: string | undefined, name: string) {
  const fits = (agency: KnownAgency) => within(period, agency.period);
  const coded = code === undefined ? undefined : byCode.get(code.toUpperCase());
  if (coded) return coded;
  const stored = code === undefined ? [] : known.byCode(code).filter(fits);
  return stored[0] ?? byName.get(fold(name)) ?? known.byName(name).filter(fits)[0];
}

function findOrFound(
  file: FileSoFar,
  above: NewAgency[],
  parent: KnownAgency | Place | undefined,
  name: string,
  code: string | undefined,
  kind: 'province' | 'district',
): KnownAgency | Place | undefined {
  const found = find(file, code, name);
  if (found) return found;
  if (!parent) return undefined;
  const codes = code === undefined ? [] : [{ system: 'statistics' as const, code, sample: false }];
  const { period } = file;
  const unit = { id: uuidv7(), kind, level: kind, name, shortName: name, parentId: parent.id, period, codes };
  above.push(unit);
  return { id: unit.id, name, level: kind, period, fresh: true };
}

function codesOf(cells: Cells, { values }: SourceLine, level: AgencyLevel, file: FileSoFar): NewAgency['codes'] {
  const given: [string, CodeSystem, string | undefined][] = [
    ['code', 'statistics', values['code']],
    ['eid', 'eid', values['eid']],
  ];
  return given.flatMap(([field, system, code]) => {
    if (code === undefined) return [];
    try {
      parseCode(system, code, level);
    } catch {
      cells.wrong(field, 'directory.cell_code', `“${code}” is no code of this level.`, { cell: code });
      return [];
    }
    if (file.byCode.has(code.toUpperCase())) {
      cells.wrong(field, 'directory.line_twice', 'An earlier line has this code.');
      return [];
    }
    if (file.known.byCode(code).some(({ period }) => overlap(period, file.period))) {
      cells.wrong(field, 'directory.code_there', `An agency bears the code ${code} at that time.`, { cell: code });
      return [];
    }
    return [{ system, code, sample: false }];
  });
}

function placeOf(cells: Cells): NewAgency['place'] {
  const [longitude, latitude, areaKm2] = [cells.number('longitude'), cells.number('latitude'), cells.number('area')];
  if (longitude === null || latitude === null) return null;
  return { longitude, latitude, areaKm2: areaKm2 ?? 0 };
}
