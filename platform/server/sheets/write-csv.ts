import type { Cell, SheetRows } from './write-sheet.ts';

/** Written first, so that spreadsheet programs read the Vietnamese letters right. */
const BYTE_ORDER_MARK = '\ufeff';

/** CSV (RFC 4180) of rows as they come. */
export async function* csvOf(rows: SheetRows): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK;
  for await (const row of rows) yield `${row.map(cellText).join(',')}\r\n`;
}

/** A text that a spreadsheet would take for a formula gets a quote before it: the file may hold strangers' words. */
function cellText(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = isFormula(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A phone number such as +84 258 begins like a formula and is none. */
function isFormula(value: string): boolean {
  return /^[=+\-@\t\r]/.test(value) && !/^\+[0-9 .]*$/.test(value);
}
