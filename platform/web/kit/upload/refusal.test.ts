import { expect, test } from 'vitest';
import { formatOf } from '../../format.ts';
import { bytesText, refusalOf } from './refusal.ts';

const file = (name: string, size: number) => ({ name, size });

test('a file is refused by its ending or its size, before it is sent', () => {
  expect(refusalOf(file('Danh bạ.XLSX', 10), ['.csv', '.xlsx'], 10)).toBeNull();
  expect(refusalOf(file('Danh bạ.xls', 10), ['.csv', '.xlsx'], 10)).toEqual({
    key: 'wrongType',
    values: { name: 'Danh bạ.xls', types: '.csv, .xlsx' },
  });
  expect(refusalOf(file('a.csv', 11), ['.csv'], 10)).toMatchObject({
    key: 'tooLarge',
    values: { bytes: 11, most: 10 },
  });
  expect(refusalOf(file('a.csv', 0), ['.csv'], 10)).toMatchObject({ key: 'empty' });
});

test('sizes as people read them', () => {
  const { number } = formatOf('vi');
  const text = (bytes: number) => bytesText(bytes, number).replace('\u00a0', ' ');
  expect([0, 999, 1_250, 20_000_000, 250_000_000, 3_000_000_000].map(text)).toEqual([
    '0 B',
    '999 B',
    '1,3 kB',
    '20,0 MB',
    '250 MB',
    '3,0 GB',
  ]);
});
