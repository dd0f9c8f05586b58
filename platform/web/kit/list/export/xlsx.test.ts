import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { Column } from '../../props.ts';
import { cellOf, sheetName, xlsxOf } from './xlsx.ts';

interface Row {
  value: string | number | null;
}

const column: Column<Row> = { key: 'value', title: 'Giá trị', value: (row) => row.value };

async function written(columns: Column<Row>[], rows: Row[]) {
  const file = await xlsxOf(columns, rows, { title: 'Các trang: a/b', facts: 'Từ khóa: so y te' });
  return await readSheet(Buffer.from(await file.arrayBuffer()));
}

test('the file opens again with its title, its filters, its head and typed values', async () => {
  const share: Column<Row> = { key: 'share', title: 'Tỷ lệ', value: () => 0.98, as: 'percent' };
  const unseen: Column<Row> = { key: 'x', title: 'Không xuất', cell: () => 'x' };
  const values = ['Sở Y tế', 1143, -2.5, null, '2026-11-25', '2026-11-25T18:30:00.000Z', '=1+1', '000.00.07.H32'];
  const sheet = await written(
    [column, unseen, share],
    values.map((value) => ({ value })),
  );
  expect(sheet.slice(0, 3)).toEqual([
    ['Các trang: a/b', null],
    ['Từ khóa: so y te', null],
    ['Giá trị', 'Tỷ lệ'],
  ]);
  expect(sheet.slice(3).map(([value]) => value)).toEqual([
    'Sở Y tế',
    1143,
    -2.5,
    null,
    new Date('2026-11-25T00:00:00Z'),
    // Half past one in the morning of the next day, as clocks in Việt Nam show it.
    new Date('2026-11-26T01:30:00Z'),
    '=1+1',
    '000.00.07.H32',
  ]);
  expect(sheet[3]?.[1]).toBe(0.98);
});

test('what is no date stays text; what is no number stays out', () => {
  const cell = (value: string | number | null) => cellOf(column, { value });
  expect(cell('2026-11')).toMatchObject({ value: '2026-11', type: String });
  expect(cell('0258 3822 000')).toMatchObject({ type: String });
  expect(cell(Number.NaN)).toBeNull();
  expect(cell('')).toBeNull();
  expect(cell(0)).toMatchObject({ value: 0, type: Number, format: '#,##0' });
});

test('any title makes a name that Excel takes', () => {
  fc.assert(
    fc.property(fc.string(), (title) => {
      const name = sheetName(title);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).not.toMatch(/[\\/?*[\]:]/);
    }),
  );
});
