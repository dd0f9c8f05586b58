import { expect, test } from 'vitest';
import { parseUnits } from './parse-units.ts';

test('lines of a table become units, its head does not, and what cannot be read is named', () => {
  const text = [
    'code,full_name,kind,longitude,latitude,area_km2',
    '22333,Phường Bắc Nha Trang,Phường,109.171,12.322,97',
    '22736;Đặc khu Trường Sa',
    '',
    '2233,Phường Sai Mã',
    '22400,Không rõ loại',
  ].join('\r\n');
  const { units, wrong } = parseUnits(text);
  expect(units).toEqual([
    {
      kind: 'ward',
      level: 'commune',
      name: 'Ủy ban nhân dân phường Bắc Nha Trang',
      shortName: 'Phường Bắc Nha Trang',
      codes: [{ system: 'statistics', code: '22333', sample: false }],
      place: { longitude: 109.171, latitude: 12.322, areaKm2: 97, source: null },
      sort: 1000,
    },
    expect.objectContaining({ kind: 'special_zone', shortName: 'Đặc khu Trường Sa', place: null }),
  ]);
  expect(wrong).toEqual([
    { line: 5, text: '2233,Phường Sai Mã' },
    { line: 6, text: '22400,Không rõ loại' },
  ]);
});
