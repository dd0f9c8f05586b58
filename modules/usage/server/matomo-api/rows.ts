import { crc32 } from 'node:zlib';
import { usageErrors } from '../../errors.ts';

/** A row of a report in Matomo's terms: `label`, figures by Matomo's names, perhaps rows below it. */
export interface ReportRow {
  label: string;
  figures: Record<string, number | string>;
  below?: ReportRow[];
  /** What names the row for `idSubtable`: labels from the root down. Absent: the label alone. */
  path?: string;
  /** Its whole name where folders are unfolded; absent: the labels of all levels, joined. */
  flat?: string;
}

export interface Shaping {
  flat: boolean;
  expanded: boolean;
  subtable: number | null;
  sortColumn: string | null;
  descending: boolean;
  /** -1: all. */
  limit: number;
  offset: number;
}

export type Cell = number | string | WrittenRow[];
export interface WrittenRow {
  [column: string]: Cell;
}

/** Brings a table into the form that was asked for. `usual`: the column by which it is sorted otherwise. */
export function shaped(rows: ReportRow[], shaping: Shaping, usual: string, separator: string): WrittenRow[] {
  const level = shaping.subtable === null ? rows : (findBelow(rows, shaping.subtable) ?? []);
  const shown = shaping.flat ? level.flatMap((row) => leavesOf(row, '', separator)) : level;
  const column = shaping.sortColumn ?? usual;
  const sample = shown[0];
  if (shaping.sortColumn !== null && sample && column !== 'label' && !(column in sample.figures)) {
    const known = ['label', ...Object.keys(sample.figures)].join(', ');
    const detail = `filter_sort_column: the table has no column “${column}”; it has ${known}.`;
    throw usageErrors.fail('usage.matomo_parameter_invalid', { detail });
  }
  const written = (part: ReportRow[]): WrittenRow[] =>
    sorted(part, column, shaping.descending).map(({ label, figures, below, path }) => ({
      label,
      ...figures,
      ...(below && !shaping.flat && { idsubdatatable: subtableId(path ?? label) }),
      ...(below && !shaping.flat && shaping.expanded && { subtable: written(below) }),
    }));
  const end = shaping.limit < 0 ? undefined : shaping.offset + shaping.limit;
  return written(sorted(shown, column, shaping.descending).slice(shaping.offset, end));
}

function leavesOf(row: ReportRow, before: string, separator: string): ReportRow[] {
  const label = row.flat ?? (before === '' ? row.label : `${before}${separator}${row.label}`);
  return row.below === undefined
    ? [{ label, figures: row.figures }]
    : row.below.flatMap((one) => leavesOf(one, label, separator));
}

/** The number of a table below a row: always the same for the same row, so that nothing has to be kept between requests. */
export function subtableId(path: string): number {
  return crc32(path) || 1;
}

function findBelow(rows: readonly ReportRow[], id: number): ReportRow[] | undefined {
  for (const { below, path, label } of rows) {
    if (below === undefined) continue;
    if (subtableId(path ?? label) === id) return below;
    const found = findBelow(below, id);
    if (found) return found;
  }
  return undefined;
}

function sorted(rows: readonly ReportRow[], column: string, descending: boolean): ReportRow[] {
  const sign = descending ? -1 : 1;
  if (column === 'label') return rows.toSorted((a, b) => sign * byLabel(a, b));
  const value = (row: ReportRow) => Number.parseFloat(String(row.figures[column] ?? 0));
  return rows.toSorted((a, b) => sign * (value(a) - value(b)) || byLabel(a, b));
}

/** By the code of the letters; hours and other numbers by their size. */
function byLabel({ label: a }: ReportRow, { label: b }: ReportRow): number {
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 1 of 3 → `33%`, as Matomo writes shares. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '0%' : `${Math.round((100 * part) / whole)}%`;
}

/** part ÷ whole with so many digits; 0 where there is nothing. */
export function ratio(part: number, whole: number, digits: number): number {
  return whole === 0 ? 0 : round(part / whole, digits);
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** `a%20b` → `a b`; as it is where it is not well written. */
export function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
