import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/browser';
import type { Column } from '../../props.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;
/** A spreadsheet's time has no zone: what is written there is the clock of Asia/Ho_Chi_Minh. */
const VIETNAM_MS = 7 * 3_600_000;
/** Characters; wider columns help nobody. */
const WIDTHS = { least: 8, most: 60 };
/** What a cell can hold. */
const TEXT_MOST = 32_767;
const TITLE_ROWS = 2;

/** What the sheet says above its table. */
export interface SheetHead {
  title: string;
  /** Filters in words, how many rows, when. */
  facts: string;
}

/** A list as an Excel file: title, filters, bold head that stays, numbers as numbers, dates as dates. */
export async function xlsxOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  head: SheetHead,
): Promise<Blob> {
  const withValue = columns.filter(({ value }) => value !== undefined);
  const data = sheetOf(withValue, rows, head);
  return await writeXlsxFile(data, {
    sheet: sheetName(head.title),
    columns: widthsOf(data),
    stickyRowsCount: TITLE_ROWS + 1,
    orientation: 'landscape',
    dateFormat: 'dd/mm/yyyy',
  }).toBlob();
}

/** Rows of cells: title, facts, head, then the rows. */
export function sheetOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[], head: SheetHead): SheetData {
  return [
    [{ value: head.title, type: String, fontWeight: 'bold', fontSize: 14 }],
    [{ value: head.facts, type: String, textColor: '#5a615f' }],
    columns.map(({ title, align }) => ({
      value: title,
      type: String,
      fontWeight: 'bold',
      wrap: true,
      alignVertical: 'bottom',
      bottomBorderStyle: 'thin',
      align: align ?? 'left',
    })),
    ...rows.map((row) => columns.map((column) => cellOf(column, row))),
  ];
}

/** One value with the type that a spreadsheet counts by. */
export function cellOf<Row>(column: Column<Row>, row: Row): CellObject | null {
  const value = column.value?.(row) ?? null;
  if (value === null || value === '') return null;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return null;
    const format = column.as === 'percent' ? '0.0%' : Number.isInteger(value) ? '#,##0' : '#,##0.##';
    return { value, type: Number, format };
  }
  if (DAY.test(value)) return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
  if (INSTANT.test(value)) {
    const at = new Date(Date.parse(value) + VIETNAM_MS);
    return { value: at, type: Date, format: 'dd/mm/yyyy hh:mm' };
  }
  return { value: value.slice(0, TEXT_MOST), type: String, alignVertical: 'top' };
}

/** Excel takes 31 characters and none of these. */
export function sheetName(title: string): string {
  const name = title
    .replace(/[\\/?*[\]:]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .slice(0, 31)
    .trim();
  return name || 'Nhịp Cầu';
}

/** Each column as wide as its content needs; the title above may run over. */
function widthsOf(data: SheetData): { width: number }[] {
  const [head = [], ...rows] = data.slice(TITLE_ROWS) as (CellObject | null)[][];
  return head.map((cell, place) => {
    const longest = Math.max(...[cell, ...rows.map((row) => row[place])].map(lengthOf));
    return { width: Math.min(WIDTHS.most, Math.max(WIDTHS.least, longest + 2)) };
  });
}

function lengthOf(cell: CellObject | null | undefined): number {
  if (!cell) return 0;
  if (cell.value instanceof Date) return (cell.format ?? '').length;
  return String(cell.value as string | number).length;
}
