import type { AgencyKind, NewUnit } from '../../contract.ts';

const KINDS: readonly (readonly [word: string, kind: AgencyKind])[] = [
  ['Đặc khu', 'special_zone'],
  ['Thị trấn', 'township'],
  ['Phường', 'ward'],
  ['Xã', 'commune'],
];

export interface ParsedUnits {
  units: NewUnit[];
  /** Lines that cannot be read, as they stand; numbers count from 1. */
  wrong: { line: number; text: string }[];
}

/**
 * Reads a pasted list of commune-level units, one a line: statistics code, name with its kind, and where known the centre
 * point and the area, parted by commas, semicolons or tabs: `22333,Phường Bắc Nha Trang,Phường,109.171,12.322,97`.
 */
export function parseUnits(text: string): ParsedUnits {
  const units: NewUnit[] = [];
  const wrong: ParsedUnits['wrong'] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim().normalize('NFC'));
    const [code = '', name = ''] = cells;
    // The head of a table is no unit.
    if (index === 0 && !/\d/.test(code)) continue;
    const kind = KINDS.find(([word]) => name.toLowerCase().startsWith(`${word.toLowerCase()} `));
    if (!/^\d{5}$/.test(code) || !kind) wrong.push({ line: index + 1, text: line.trim() });
    else units.push(unitOf(code, name, kind, cells.slice(2)));
  }
  return { units, wrong };
}

function unitOf(code: string, name: string, [word, kind]: (typeof KINDS)[number], rest: readonly string[]): NewUnit {
  const [longitude, latitude, area] = rest.filter((cell) => /^-?\d+(\.\d+)?$/.test(cell)).map(Number);
  const place =
    longitude !== undefined && latitude !== undefined && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
  return {
    kind,
    level: 'commune',
    name: `Ủy ban nhân dân ${word.toLowerCase()} ${name.slice(word.length + 1)}`,
    shortName: `${word} ${name.slice(word.length + 1)}`,
    codes: [{ system: 'statistics', code, sample: false }],
    place: place ? { longitude, latitude, areaKm2: area !== undefined && area > 0 ? area : null, source: null } : null,
    sort: 1000,
  };
}
