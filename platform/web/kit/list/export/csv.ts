import type { Column } from '../../props.ts';

/** Written first, so that spreadsheet programs read the Vietnamese letters right. */
const BYTE_ORDER_MARK = '\ufeff';

/** What the list shows, as CSV (RFC 4180): the given columns that have values, in their order. */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const withValue = columns.filter((column) => column.value !== undefined);
  const lines = [
    withValue.map(({ title }) => cell(title)),
    ...rows.map((row) => withValue.map(({ value }) => cell(value?.(row) ?? ''))),
  ];
  return BYTE_ORDER_MARK + lines.map((line) => `${line.join(',')}\r\n`).join('');
}

/** A text that a spreadsheet would take for a formula gets a quote before it: the file may hold strangers' words. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
