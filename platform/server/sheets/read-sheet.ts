import { parse } from 'csv-parse/sync';
import { Unzip, UnzipInflate } from 'fflate';
import { readSheet as readXlsx } from 'read-excel-file/node';
import { IMPORT_MAX_LINES } from '../../contracts/imports.ts';
import { platformErrors } from '../../errors.ts';

/** A file of rows: the heads of its columns, and its lines as texts. */
export interface Sheet {
  heads: string[];
  /** Each as long as the heads; `line` counts as a spreadsheet does, the head is 1. */
  rows: { line: number; cells: string[] }[];
}

const COLUMNS_MOST = 100;
const CELL_MOST = 2_000;
/** A packed file that unpacks to more is a trap. */
/** Some 16 MB unpacked at the very most. */
const PACKED_AT_ONCE = 16_384;
const UNPACKED_MOST = 300 * 1024 * 1024;

/**
 * Reads CSV (comma, semicolon or tab; UTF-8), XLSX (its first sheet) or JSON (a list of objects). What a file is, its
 * content says, not its name.
 * @throws platform.sheet_unreadable with a `detail` that says what to do
 */
export async function readSheet(bytes: Buffer, unpackedMost = UNPACKED_MOST): Promise<Sheet> {
  if (bytes.length === 0) throw unreadable('empty', 'The file is empty.');
  const table = isZip(bytes) ? await tableOfXlsx(bytes, unpackedMost) : tableOfText(textOf(bytes));
  const [heads = [], ...lines] = table;
  const width = Math.max(heads.length, 0);
  if (width === 0 || heads.every((head) => head === '')) {
    throw unreadable('no_head', 'The first line must name the columns.');
  }
  if (width > COLUMNS_MOST) throw unreadable('too_wide', `At most ${COLUMNS_MOST} columns are taken.`);
  const rows = lines
    .map((cells, index) => ({ line: index + 2, cells: fit(cells, width) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (rows.length === 0) throw unreadable('no_lines', 'There is no line below the head.');
  if (rows.length > IMPORT_MAX_LINES) {
    throw unreadable('too_long', `At most ${IMPORT_MAX_LINES} lines are taken: part the file.`);
  }
  return { heads, rows };
}

function unreadable(reason: string, detail: string, cause?: unknown) {
  return platformErrors.fail('platform.sheet_unreadable', {
    detail,
    cause,
    fields: [{ path: 'body.content', code: `sheet_${reason}`, message: detail }],
  });
}

function fit(cells: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => (cells[index] ?? '').slice(0, CELL_MOST));
}

/** Trimmed, in one writing of accents, without what no store can keep. */
function clean(text: string): string {
  return text.normalize('NFC').replaceAll('\0', '').toWellFormed().trim();
}

function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'));
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(
      'not_utf8',
      'The file is neither XLSX nor text in UTF-8: save it as XLSX or as “CSV UTF-8”.',
      cause,
    );
  }
}

function tableOfText(text: string): string[][] {
  const start = text.trimStart()[0];
  if (start === '[' || start === '{') return tableOfJson(text);
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      bom: true,
    }).map((row) => row.map(clean));
  } catch (cause) {
    throw unreadable('not_csv', `The file is no CSV: ${(cause as Error).message}`, cause);
  }
}

/** Spreadsheets of Vietnamese offices part by semicolons, programs by commas: the one that stands most in the head. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.indexOf('\n') + 1 || undefined);
  const counts = [',', ';', '\t'].map((mark) => [mark, head.split(mark).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** A list of objects, or an object with one such list. Heads are their keys, in the order in which they first stand. */
function tableOfJson(text: string): string[][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw unreadable('not_json', `The file is no JSON: ${(cause as Error).message}`, cause);
  }
  const list = Array.isArray(parsed) ? parsed : Object.values(parsed as object).find((value) => Array.isArray(value));
  if (!Array.isArray(list) || !list.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))) {
    throw unreadable('no_list', 'The file must hold a list of objects.');
  }
  const rows = list as Record<string, unknown>[];
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [heads.map(clean), ...rows.map((row) => heads.map((head) => cellText(row[head])))];
}

async function tableOfXlsx(bytes: Buffer, unpackedMost: number): Promise<string[][]> {
  requireModest(bytes, unpackedMost);
  try {
    const rows = await readXlsx(bytes);
    return rows.map((row) => row.map((cell) => cellText(cell)));
  } catch (cause) {
    throw unreadable('not_xlsx', 'The file is packed, but no XLSX: save it as XLSX anew.', cause);
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object') return clean(JSON.stringify(value));
  return clean(String(value as string | number | boolean));
}

/** Unpacks without keeping anything, up to the limit: what an archive says of its own size proves nothing. */
function requireModest(bytes: Buffer, most: number): void {
  let size = 0;
  let damaged: Error | null = null;
  const unzip = new Unzip((file) => {
    file.ondata = (error, chunk) => {
      damaged ??= error;
      size += chunk?.length ?? 0;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < bytes.length; at += PACKED_AT_ONCE) {
    unzip.push(bytes.subarray(at, at + PACKED_AT_ONCE));
    if (size > most) throw unreadable('too_large', 'The file unpacks to far too much.');
    if (damaged) throw unreadable('not_xlsx', 'The file is damaged.', damaged);
  }
}
