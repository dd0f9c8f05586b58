import { expect, test } from 'vitest';
import type { Column } from '../../props.ts';
import { csvOf } from './csv.ts';

interface Row {
  name: string;
  count: number | null;
}

const columns: Column<Row>[] = [
  { key: 'name', title: 'Tên', value: (row) => row.name },
  { key: 'state', title: 'Trạng thái', cell: () => 'x' },
  { key: 'count', title: 'Lượt', value: (row) => row.count },
];

test('columns with a value, with the mark that spreadsheets need', () => {
  expect(csvOf(columns, [{ name: 'Sở Y tế', count: 1143 }])).toBe('\ufeffTên,Lượt\r\nSở Y tế,1143\r\n');
});

test('commas, quotes and lines stay inside their cell', () => {
  expect(csvOf(columns, [{ name: 'a, "b"\nc', count: null }])).toBe('\ufeffTên,Lượt\r\n"a, ""b""\nc",\r\n');
});

test('a stranger’s text is no formula, a negative number stays a number', () => {
  expect(csvOf(columns, [{ name: '=HYPERLINK("x")', count: -3 }])).toBe(
    '\ufeffTên,Lượt\r\n"\'=HYPERLINK(""x"")",-3\r\n',
  );
});
