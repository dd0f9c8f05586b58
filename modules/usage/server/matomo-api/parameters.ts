import { usageErrors } from '../../errors.ts';
import { UNITS, type Unit } from './periods.ts';
import type { Shaping } from './rows.ts';

/** What a caller gave, address and body together; the body's word counts. */
export type Given = ReadonlyMap<string, string>;

export const FORMATS = ['json', 'csv', 'xml'] as const;
export type Format = (typeof FORMATS)[number];

/** As Matomo does: XML where nothing is said. */
export function formatOf(given: Given): Format {
  const format = (given.get('format') ?? 'xml').toLowerCase();
  return oneOf('format', format, FORMATS);
}

export function unitOf(given: Given): Unit {
  const unit = given.get('period');
  if (unit === undefined) throw refused('period', `give one of ${UNITS.join(', ')}`);
  return oneOf('period', unit, UNITS);
}

/** `all`, or the codes that were named, each once. `many`: the answer is a list by site. */
export function sitesOf(given: Given): { codes: number[] | 'all'; many: boolean } {
  const text = given.get('idSite') ?? given.get('idsite') ?? '';
  if (text === 'all') return { codes: 'all', many: true };
  const parts = text.split(',').map((part) => part.trim());
  const codes = parts.map((part) => (/^[1-9]\d{0,9}$/.test(part) ? Number(part) : 0));
  if (codes.includes(0)) throw refused('idSite', 'give a site code, several joined by commas, or all');
  return { codes: [...new Set(codes)], many: codes.length > 1 };
}

const ROWS_USUALLY = 100;

export function shapingOf(given: Given): Shaping {
  const order = given.get('filter_sort_order')?.toLowerCase() ?? 'desc';
  const subtable = given.get('idSubtable');
  return {
    flat: flag(given, 'flat'),
    expanded: flag(given, 'expanded'),
    subtable: subtable === undefined ? null : whole('idSubtable', subtable, 1, 4_294_967_295),
    sortColumn: given.get('filter_sort_column') || null,
    descending: oneOf('filter_sort_order', order, ['asc', 'desc'] as const) === 'desc',
    limit: number(given, 'filter_limit', -1, ROWS_USUALLY),
    offset: number(given, 'filter_offset', 0, 0),
  };
}

export function number(given: Given, name: string, least: number, usual: number, most = 1_000_000): number {
  const text = given.get(name);
  return text === undefined || text === '' ? usual : whole(name, text, least, most);
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw refused(name, `“${text.slice(0, 40)}” is no whole number from ${least} to ${most}`);
}

function flag(given: Given, name: string): boolean {
  return ['1', 'true'].includes(given.get(name) ?? '0');
}

function oneOf<Option extends string>(name: string, value: string, options: readonly Option[]): Option {
  const found = options.find((option) => option === value);
  if (found === undefined)
    throw refused(name, `“${value.slice(0, 40)}” is not known; take one of ${options.join(', ')}`);
  return found;
}

export function refused(name: string, why: string) {
  return usageErrors.fail('usage.matomo_parameter_invalid', { detail: `${name}: ${why}.` });
}
